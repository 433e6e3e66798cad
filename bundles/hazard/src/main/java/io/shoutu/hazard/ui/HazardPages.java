package io.shoutu.hazard.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of hazards in the console (隐患页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class HazardPages extends BundleUi {
    @Activate
    public HazardPages(BundleContext context) {
        super("hazard", context.getBundle(), List.of(
                Page.of("/four-lists", "四张清单", "Four lists", "FourLists", "hazard.read", 195, "hazard", "columns"), Page.of("/hazards", "隐患台账", "Hazards", "Hazards", "hazard.read", 200, "hazard", "warn"),
                Page.of("/hazard-board", "隐患看板", "Hazards to watch", "HazardBoard", "hazard.read", 197, "hazard", "warn"),
                Page.of("/risk-board", "风险四色一览", "Risks in four colours", "RiskBoard", "hazard.risk-read", 205, "hazard", "map"), Page.of("/risks", "风险清单", "Risks", "Risks", "hazard.risk-read", 210, "hazard", "stop"),
                Page.of("/field", "现场工作", "On site", "Field", "hazard.read", 220, "hazard", "camera"), Page.of("/inspections", "监督检查", "Inspections", "Inspections", "inspection.read", 230, "hazard", "check"),
                Page.of("/inspection-draws", "双随机抽查", "Random draws", "Draws", "inspection.draw-read", 232, "hazard", "dice"),
                Page.of("/inspection-plans", "年度检查计划", "Yearly plans", "Plans", "inspection.plan-read", 234, "hazard", "calendar"),
                Page.of("/inspection-campaigns", "专项行动", "Campaigns and sheets", "Campaigns", "inspection.campaign-read", 236, "hazard", "check"),
                Page.of("/public-reports", "举报办理", "Public reports", "PublicReports", "public-report.read", 240, "hazard", "telephone"),
                Page.of("/safety-index", "安全指数", "Safety index", "SafetyIndex", "safety-index.read", 194, "hazard", "chart"), Page.of("/risk-methods", "评价方法", "Risk methods", "Methods", "hazard.risk-read", 212, "hazard", "stop"), Page.of("/criteria", "判定标准", "Criteria", "Criteria", "hazard.read", 290, "hazard", "book"),
                Page.of("/registers", "专项台账", "Registers", "Registers", "register.read", 245, "hazard", "columns"),
                Page.of("/work-stops", "停工与复工", "Stops and restarts", "WorkStops", "work-stop.read", 250, "hazard", "pause"),
                Page.of("/safety-projects", "建设项目三同时", "Three simultaneities", "SafetyProjects", "safety-project.read", 252, "hazard", "building"),
                Page.of("/certificates", "证书与特种设备", "Certificates", "Certificates", "certificate.read", 254, "hazard", "star")), List.of(Widget.of("map-layer", "风险四色", "Risks", "RiskLayer", "hazard.risk-read")));
    }
}
