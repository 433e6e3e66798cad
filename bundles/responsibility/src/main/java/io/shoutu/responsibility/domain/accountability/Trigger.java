package io.shoutu.responsibility.domain.accountability;

import io.shoutu.api.Term;

/** What sets it off (问责情形). Source: 地方党政领导干部安全生产责任制规定第十八条、第十九条 and the county's own words about major hazards that are not rectified. */
public enum Trigger implements Term {
    ACCIDENT("发生生产安全事故"), MAJOR_HAZARD("重大事故隐患整改不力"), DERELICTION("失职渎职、不作为乱作为"), SUPERVISION_IGNORED("督办事项拒不落实"), DUTY_UNPERFORMED("责任清单长期未履职");

    private final String label;

    Trigger(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
