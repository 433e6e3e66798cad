package io.shoutu.supervision.domain;

import io.shoutu.api.Term;
import io.shoutu.api.supervision.SupervisionFacts;

/** What can be done with an instrument (督办动作): its word, its name, the fact it tells, what must be said along with it. */
public enum Verb implements Term {
    REVISION("修改文稿", SupervisionFacts.REVISED, "修改说明", false),
    SUBMISSION("提交审批", SupervisionFacts.SUBMITTED, "拟办意见", false),
    RETURN("退回修改", SupervisionFacts.RETURNED, "退回理由", true),
    REVIEW("安委办审核", SupervisionFacts.REVIEWED, "审核意见", false),
    APPROVAL("批准", SupervisionFacts.APPROVED, "批示", false),
    REFUSAL("不予批准", SupervisionFacts.REFUSED, "理由", true),
    CANCELLATION("撤稿", SupervisionFacts.CANCELLED, "撤稿理由", true),
    ISSUE("编号印发", SupervisionFacts.ISSUED, "说明", false),
    LISTING("挂牌公告", SupervisionFacts.LISTED, "公告载体", true),
    FILING("报上级备案", SupervisionFacts.FILED, "备案说明", true),
    SIGNING("签收", SupervisionFacts.SIGNED, "签收说明", false),
    HOLDING("记录约谈", SupervisionFacts.INTERVIEWED, "约谈纪要", true),
    COMMITMENT("签字确认承诺", SupervisionFacts.COMMITTED, "整改承诺", true),
    PLAN("报送治理方案", SupervisionFacts.PLANNED, "治理方案", true),
    MONTHLY_REPORT("报送月度进展", SupervisionFacts.PROGRESS_REPORTED, "进展情况", true),
    EXTENSION_REQUEST("申请延期", SupervisionFacts.EXTENSION_REQUESTED, "延期理由", true),
    EXTENSION_GRANT("同意延期", SupervisionFacts.EXTENSION_GRANTED, "意见", false),
    EXTENSION_REFUSAL("不同意延期", SupervisionFacts.EXTENSION_REFUSED, "理由", true),
    REPLY("书面答复", SupervisionFacts.REPLIED, "办理结果", true),
    REPORT("提交调查报告", SupervisionFacts.INVESTIGATED, "调查结论", true),
    ACCEPTANCE_REQUEST("申请验收", SupervisionFacts.ACCEPTANCE_REQUESTED, "治理完成情况", true),
    ACCEPTANCE("验收合格", SupervisionFacts.ACCEPTED, "验收意见", true),
    DELISTING_APPROVAL("批准摘牌", SupervisionFacts.DELISTING_APPROVED, "意见", false),
    DELISTING("摘牌公告", SupervisionFacts.DELISTED, "公告载体", true),
    VERIFICATION("核实办结", SupervisionFacts.VERIFIED, "核实情况", true),
    CONFIRMATION("县长确认办结", SupervisionFacts.CONFIRMED, "意见", false),
    CONCLUSION("批准调查报告", SupervisionFacts.CONCLUDED, "意见", false),
    REJECTION("退回重办", SupervisionFacts.REJECTED, "退回理由", true),
    CLOSING("归档办结", SupervisionFacts.CLOSED, "说明", false),
    WITHDRAWAL("撤回作废", SupervisionFacts.WITHDRAWN, "撤回理由", true);

    private final String label;
    private final String fact;
    private final String said;
    private final boolean needed;

    Verb(String label, String fact, String said, boolean needed) {
        this.label = label;
        this.fact = fact;
        this.said = said;
        this.needed = needed;
    }

    @Override
    public String label() {
        return label;
    }

    /** The fact it tells. */
    public String fact() {
        return fact;
    }

    /** What its words are called. */
    public String said() {
        return said;
    }

    /** Whether they must be given. */
    public boolean needed() {
        return needed;
    }
}
