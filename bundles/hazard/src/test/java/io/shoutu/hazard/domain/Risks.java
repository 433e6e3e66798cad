package io.shoutu.hazard.domain;

import io.shoutu.api.hazard.RiskLevel;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Risks and methods for tests. */
public final class Risks {
    public static final RiskMethod LEC = new RiskMethod(RiskMethod.Kind.LEC, 1, "LEC", "test", Hazards.TODAY, RiskMethod.State.IN_FORCE,
            Map.of("L", steps("10", "6", "3", "1", "0.5", "0.2", "0.1"), "E", steps("10", "6", "3", "2", "1", "0.5"), "C", steps("100", "40", "15", "7", "3", "1")),
            bands(false, "320", "160", "70"), Map.of());
    public static final RiskMethod LS = new RiskMethod(RiskMethod.Kind.LS, 1, "LS", "test", Hazards.TODAY, RiskMethod.State.IN_FORCE,
            Map.of("L", steps("5", "4", "3", "2", "1"), "S", steps("5", "4", "3", "2", "1")), bands(true, "20", "15", "9"), Map.of());

    private Risks() {}

    private static List<RiskMethod.Step> steps(String... scores) {
        return Arrays.stream(scores).map(s -> new RiskMethod.Step(new BigDecimal(s), s)).toList();
    }

    private static List<RiskMethod.Band> bands(boolean inclusive, String red, String orange, String yellow) {
        return List.of(new RiskMethod.Band(new BigDecimal(red), inclusive, RiskLevel.MAJOR), new RiskMethod.Band(new BigDecimal(orange), inclusive, RiskLevel.CONSIDERABLE),
                new RiskMethod.Band(new BigDecimal(yellow), inclusive, RiskLevel.GENERAL), new RiskMethod.Band(null, false, RiskLevel.LOW));
    }

    public static Assessment lec(String l, String e, String c) {
        return LEC.assess(Map.of("L", new BigDecimal(l), "E", new BigDecimal(e), "C", new BigDecimal(c)), null, "assessor", Hazards.TODAY);
    }

    /** Inherent 270 较大, residual 90 一般. */
    public static RiskEvent leak() {
        return new RiskEvent("液氨泄漏中毒", "中毒和窒息", lec("3", "6", "15"), lec("1", "6", "15"),
                List.of(new RiskEvent.Measure(RiskEvent.Measure.Kind.ENGINEERING, "氨浓度报警与事故风机联锁", "设备主管", 7),
                        new RiskEvent.Measure(RiskEvent.Measure.Kind.EMERGENCY, "正压式空气呼吸器两套", "班长", 0)));
    }

    public static RiskSite site() {
        return new RiskSite("液氨制冷机房", "facility", "91350100M000100Y43", "350122101000", "冷库北侧", "陈主任", "company", 119.5, 26.2, List.of("AL-0001"));
    }

    public static RiskUnit identified() {
        return RiskUnit.identified("FX-2026-000001", site(), Hazards.DUTY, Hazards.NOW);
    }

    public static RiskUnit in(RiskState state) {
        return switch (state) {
            case IDENTIFIED -> identified();
            case ASSESSED -> identified().assess(Hazards.FIXER, List.of(leak()), List.of(), Hazards.NOW);
            case CONTROLLED -> in(RiskState.ASSESSED).approve(Hazards.LEADER, 12, Hazards.NOW);
            case REMOVED -> in(RiskState.CONTROLLED).remove(Hazards.LEADER, 0, Hazards.NOW);
        };
    }

    public static RiskUnit doing(RiskVerb verb, RiskUnit u) {
        return switch (verb) {
            case ASSESSMENT -> u.assess(Hazards.FIXER, List.of(leak()), List.of(), Hazards.NOW);
            case APPROVAL -> u.approve(Hazards.LEADER, 12, Hazards.NOW);
            case RETURN -> u.sendBack(Hazards.LEADER, Hazards.NOW);
            case REVIEW -> u.review(Hazards.DUTY, 12, Hazards.NOW);
            case REMOVAL -> u.remove(Hazards.LEADER, 0, Hazards.NOW);
        };
    }
}
