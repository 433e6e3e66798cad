package io.shoutu.hazard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (隐患配置), PID {@code io.shoutu.hazard}. */
@ObjectClassDefinition(name = "Hazards 隐患", description = "How hazards are opened from alarms, extended and chased. 由报警登记隐患、延期和催办")
public @interface Config {
    @AttributeDefinition(name = "Priorities of alarms that open a hazard 自动登记隐患的报警优先级", description = "of CRITICAL, HIGH, MEDIUM, LOW; comma-separated, empty for none. 特急、高、中、低各为 CRITICAL、HIGH、MEDIUM、LOW，以逗号分隔，留空为不登记")
    String alarmPriorities() default "CRITICAL,HIGH";

    @AttributeDefinition(name = "Extensions that may be granted 延期次数上限")
    int extensionGrants() default 2;

    @AttributeDefinition(name = "Days before the deadline to remind 到期前提醒天数", description = "calendar days, comma-separated. 自然日，以逗号分隔")
    String dueSoonDays() default "7,3,1";

    @AttributeDefinition(name = "Working days a step may take 环节办理时限（工作日）", description = "to verify, to grade, to plan and to re-inspect; then reminded every morning. 核实、定级、制定方案、复查各环节；超过后每天早上提醒")
    int stepWorkingDays() default 3;

    @AttributeDefinition(name = "Days all extensions together may take 延期累计天数上限", description = "calendar days after the first deadline; 0 for no limit. 从首次期限起的自然日；0 为不限")
    int extensionDays() default 180;

    @AttributeDefinition(name = "Days after closure to look back 回头看间隔天数", description = "for major, recurring and returned hazards; 0 for never by itself. 重大、反复、退回过的隐患；0 为不自动安排")
    int lookBackDays() default 60;

    @AttributeDefinition(name = "Months within which the same rule again is a recurrence 反复隐患认定月数")
    int recurrenceMonths() default 12;

    @AttributeDefinition(name = "Who recurring hazards are escalated to 反复隐患提级对象", description = "empty for nobody. 留空为不提级")
    String recurrenceTo() default "县安全生产委员会办公室";

    @AttributeDefinition(name = "Months between reviews of a risk 风险评审周期（月）", description = "at least yearly by the usual rule. 通常至少每年一次")
    int reviewMonths() default 12;
}
