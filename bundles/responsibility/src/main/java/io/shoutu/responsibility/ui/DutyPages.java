package io.shoutu.responsibility.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of duty lists in the console (责任清单页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class DutyPages extends BundleUi {
    private static final String GROUP = "responsibility";

    @Activate
    public DutyPages(BundleContext context) {
        super("responsibility", context.getBundle(), List.of(Page.of("/my-duties", "我的责任清单", "My duties", "MyDuties", "duty-list.read", 300, GROUP, "star"),
                Page.of("/duty-lists", "责任清单", "Duty lists", "DutyLists", "duty-list.read", 305, GROUP, "list"),
                Page.of("/duty-matrix", "全县履职矩阵", "County matrix", "DutyMatrix", "duty-list.read", 310, GROUP, "columns"),
                Page.of("/duty-gaps", "盲区与交叉", "Gaps and overlaps", "DutyGaps", "duty-list.read", 315, GROUP, "search"),
                Page.of("/duty-disputes", "监管争议裁定", "Disputes", "DutyDisputes", "duty-list.read", 320, GROUP, "rule"),
                Page.of("/duty-assistants", "工作协助人", "Assistants", "DutyAssistants", "duty-list.read", 322, GROUP, "people"),
                Page.of("/meetings", "会议与学习", "Meetings and study", "Meetings", "meeting.read", 325, GROUP, "calendar"),
                Page.of("/year-ends", "述职与年终", "Year ends", "YearEnds", "year-end.read", 330, GROUP, "book"),
                Page.of("/scores", "评分与排名", "Scores and ranking", "Scores", "score.read", 335, GROUP, "columns"),
                Page.of("/safety-offices", "镇街安办队伍", "Township offices", "SafetyOffices", "safety-office.read", 345, GROUP, "people"),
                Page.of("/double-decline", "事故双下降", "Double decline", "DoubleDecline", "accident-figure.read", 350, GROUP, "columns"),
                Page.of("/accountability", "追责问责", "Accountability", "Accountability", "accountability.read", 340, GROUP, "rule"),
                Page.of("/duty-results", "成果验收", "Results", "DutyResults", "duty-list.read", 308, GROUP, "inbox"),
                Page.of("/duty-sheets", "履职单", "Duty sheet", "DutySheet", "duty-list.read", 399, "", "print")), List.of());
    }
}
