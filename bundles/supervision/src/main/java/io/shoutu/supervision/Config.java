package io.shoutu.supervision;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change (督办配置), PID {@code io.shoutu.supervision}. */
@ObjectClassDefinition(name = "Supervision 督办", description = "How papers are printed, chased and climb the ladder. 文书印发、催办和逐级督办")
public @interface Config {
    @AttributeDefinition(name = "Who signs the papers 发文机关", description = "as printed on them. 印在文书上的名称")
    String organ() default "县安全生产委员会办公室";

    @AttributeDefinition(name = "Days before the deadline to remind 到期前提醒天数", description = "calendar days, comma-separated. 自然日，以逗号分隔")
    String dueSoonDays() default "3,1";

    @AttributeDefinition(name = "Whether overdue records climb the ladder by themselves 逾期自动提出督办建议", description = "as proposals a person confirms. 只提出建议，由人确认")
    boolean climbing() default true;

    @AttributeDefinition(name = "Whose instructions of the head are 县长督办由谁批示和确认", description = "titles of positions, comma-separated; empty for any leader")
    String head() default "县长";
}
