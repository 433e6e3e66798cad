package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** “五到位”: each of the five with its evidence; looked at again within a year. */
final class FiveInPlaceRules extends RegisterRules {
    private static final String[] FIVE = {"responsibility=安全责任", "management=安全管理", "investment=安全投入", "training=安全培训", "rescue=应急救援"};

    @Override
    List<Blank> fields() {
        return Stream.concat(Stream.of(must("enterprise", "企业", "Enterprise", ENTERPRISE)), five().stream()).toList();
    }

    private List<Blank> five() {
        List<Blank> all = new ArrayList<>();
        all.add(must("checkedOn", "核查日期", "Checked on", DAY));
        for (String each : FIVE) {
            String code = code(each);
            String label = label(each);
            all.add(may(code, label + "到位", code, FLAG));
            all.add(may(code + "Proof", label + "的依据", code + ": evidence", LINE));
        }
        return all;
    }

    @Override
    List<Blank> form(Act act) {
        return act == Act.RECHECK ? five() : reason(act);
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        for (String each : FIVE) {
            String code = code(each);
            if ("true".equals(said.get(code)) && said.get(code + "Proof") == null) {
                throw new Problem.Invalid("proof-required", code + "Proof", label(each) + "到位，请写明依据");
            }
        }
    }

    @Override
    Stage first(Map<String, String> values) {
        admit(null, null, values);
        return inPlace(values) ? Stage.IN_PLACE : Stage.GAPS;
    }

    @Override
    Stage to(Dossier after, Act act) {
        return act == Act.RECHECK ? inPlace(after.values()) ? Stage.IN_PLACE : Stage.GAPS : super.to(after, act);
    }

    private boolean inPlace(Map<String, String> values) {
        return Stream.of(FIVE).allMatch(each -> "true".equals(values.get(code(each))));
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("gaps", "缺项", "Gaps", LINE));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        List<String> gaps = Stream.of(FIVE).filter(each -> !"true".equals(d.value(code(each)))).map(each -> label(each)).toList();
        return gaps.isEmpty() ? Map.of() : Map.of("gaps", String.join("、", gaps));
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.day("checkedOn").plusYears(1);
    }

    @Override
    String title(Dossier d) {
        return "五到位核查 " + d.value("checkedOn");
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.GAPS, Act.RECHECK, Stage.IN_PLACE, Roles.INSPECTOR, "五项都有依据")
                .move(Stage.GAPS, Act.RECHECK, Stage.GAPS, Roles.INSPECTOR, "仍有缺项")
                .move(Stage.IN_PLACE, Act.RECHECK, Stage.IN_PLACE, Roles.INSPECTOR, "五项都有依据")
                .move(Stage.IN_PLACE, Act.RECHECK, Stage.GAPS, Roles.INSPECTOR, "有缺项")
                .build();
    }
}
