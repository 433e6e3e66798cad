package io.shoutu.responsibility;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change about duty lists (责任清单设置), PID {@code io.shoutu.responsibility}. */
@ObjectClassDefinition(name = "Shoutu responsibility 责任清单")
public @interface Config {
    @AttributeDefinition(name = "Sorts of lists 清单类别", description = "comma-separated. 以逗号分隔")
    String categories() default "领导干部责任清单,部门监管责任清单,乡镇街道责任清单,年度工作要点,季度工作清单,十五条硬措施,巡查督导清单,综合监管清单,部门内部清单,企业全员责任制";

    @AttributeDefinition(name = "Layers inside a department 部门内部细化层级", description = "comma-separated, from the top. 从上到下，以逗号分隔")
    String layers() default "党组会,行政办公会,部门领导,科室,下属单位";

    @AttributeDefinition(name = "Days before the due day to remind 到期前提醒天数", description = "calendar days, comma-separated. 自然日，以逗号分隔")
    String dueSoonDays() default "15,7,3";

    @AttributeDefinition(name = "Days overdue until the superior is told 逾期几日报上级", description = "calendar days, at least 1. 自然日，至少 1 天")
    int superiorAfterDays() default 7;

    @AttributeDefinition(name = "Who is told of what stays overdue 逾期上报对象", description = "as notices write it, e.g. position:awb/director; comma-separated. 写法同通知对象，如 position:awb/主任，以逗号分隔")
    String superior() default "role:leader";
}
