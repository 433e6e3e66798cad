package io.shoutu.hazard.domain.registers;

import static io.shoutu.hazard.domain.registers.Blank.Kind.*;
import static io.shoutu.hazard.domain.registers.Blank.may;
import static io.shoutu.hazard.domain.registers.Blank.must;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Problem;
import io.shoutu.api.access.Roles;
import io.shoutu.api.time.Legal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 隐患治理情况公开（公示）: reviewed for secrecy, privacy and law by another before it is published; taken back with a reason; due 20 working days after it came to be (政府信息公开条例第二十六条). */
final class DisclosureRules extends RegisterRules {
    @Override
    List<Blank> fields() {
        return List.of(must("hazard", "隐患编号", "Hazard", LINE), must("title", "公开标题", "Title", LINE), must("text", "公开内容", "Text", TEXT).hint("不写个人姓名、电话、证件号和商业秘密"), must("channel", "公开渠道", "Channel", LINE));
    }

    @Override
    List<Blank> form(Act act) {
        return switch (act) {
            case REVIEW -> List.of(must("secrecy", "保密审查", "Secrecy", FLAG).hint("不涉及国家秘密、工作秘密"), must("privacy", "隐私审查", "Privacy", FLAG).hint("不涉及个人隐私、商业秘密"), must("legality", "合法性审查", "Legality", FLAG).hint("依据和程序合法"));
            case REVISION -> List.of(must("title", "公开标题", "Title", LINE), must("text", "公开内容", "Text", TEXT), must("channel", "公开渠道", "Channel", LINE));
            default -> reason(act);
        };
    }

    @Override
    Stage first(Map<String, String> values) {
        anonymous(values);
        return super.first(values);
    }

    @Override
    void admit(Dossier before, Act act, Map<String, String> said) {
        anonymous(said);
        for (String check : List.of("secrecy", "privacy", "legality")) {
            if (act == Act.REVIEW && !"true".equals(said.get(check))) {
                throw new Problem.Invalid("review", check, "三项审查都通过才能公开；未通过的请退回修改");
            }
        }
    }

    private void anonymous(Map<String, String> values) {
        for (String field : List.of("title", "text")) {
            if (values.get(field) != null && values.get(field).matches("(?s).*(?<![0-9])(1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z]).*")) {
                throw new Problem.Invalid("personal", field, "公开内容里有手机号或身份证号，请删去");
            }
        }
    }

    @Override
    boolean byAnother(Act act) {
        return act == Act.REVIEW;
    }

    @Override
    List<Blank> reckons() {
        return List.of(may("hazardState", "隐患状态", "State of the hazard", LINE), may("enterprise", "企业", "Enterprise", ENTERPRISE), may("publishBy", "应公开期限", "To be published by", DAY), may("publishedOn", "公开日期", "Published", DAY));
    }

    @Override
    Map<String, String> reckon(Dossier d, Known known) {
        Map<String, String> all = new LinkedHashMap<>(known.hazard(d.value("hazard")));
        put(all, "publishBy", known.workingDays(Legal.day(d.enteredAt()), 20).toString());
        put(all, "publishedOn", d.stage() == Stage.PUBLISHED && d.value("publishedOn") == null ? known.today().toString() : d.stage() == Stage.DRAFTED ? null : d.value("publishedOn"));
        return all;
    }

    @Override
    LocalDate due(Dossier d, Known known) {
        return d.stage() == Stage.DRAFTED || d.stage() == Stage.REVIEWED ? d.day("publishBy") : null;
    }

    @Override
    Lifecycle<Stage, Act> moves() {
        return Lifecycle.<Stage, Act>table()
                .move(Stage.DRAFTED, Act.REVIEW, Stage.REVIEWED, Roles.LEADER, "审查人不是起草人，三项都通过")
                .move(Stage.DRAFTED, Act.REVISION, Stage.DRAFTED, OFFICE)
                .move(Stage.REVIEWED, Act.RETURN, Stage.DRAFTED, Roles.LEADER)
                .move(Stage.REVIEWED, Act.PUBLICATION, Stage.PUBLISHED, OFFICE)
                .move(Stage.PUBLISHED, Act.WITHDRAWAL, Stage.WITHDRAWN, Roles.LEADER)
                .move(Stage.WITHDRAWN, Act.REVISION, Stage.DRAFTED, OFFICE)
                .move(Stage.PUBLISHED, Act.ARCHIVING, Stage.ARCHIVED, OFFICE)
                .move(Stage.WITHDRAWN, Act.ARCHIVING, Stage.ARCHIVED, OFFICE)
                .build();
    }
}
