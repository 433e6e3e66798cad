package io.shoutu.sensor.ui;

import io.shoutu.api.ui.BundleUi;
import io.shoutu.api.ui.UiContribution;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pages of alarms, devices and rules in the console (监测预警页面); their source is {@code ui/src}. */
@Component(service = UiContribution.class)
public final class SensorPages extends BundleUi {
    @Activate
    public SensorPages(BundleContext context) {
        super("sensor", context.getBundle(), List.of(
                        Page.of("/alarms", "报警台", "Alarm desk", "AlarmDesk", "sensor.alarm-read", 100, "duty", "bell"),
                        Page.of("/alarms/handover", "交接班", "Hand-over", "HandOver", "sensor.alarm-read", 105, "duty", "handover"),
                        Page.of("/alarms/ledger", "报警台账", "Alarms", "AlarmLedger", "sensor.alarm-read", 110, "duty", "list"),
                        Page.of("/suppressions", "报警抑制", "Suppressions", "Suppressions", "sensor.alarm-read", 115, "duty", "mute"),
                        Page.of("/devices", "监测设备", "Devices", "Devices", "sensor.device-read", 120, "duty", "device"),
                        Page.of("/rules", "报警规则", "Alarm rules", "Rules", "sensor.rule-read", 125, "duty", "rule"),
                        Page.of("/rules/replay", "规则回放", "Replay", "Replay", "sensor.rule-read", 130, "duty", "replay"),
                        Page.of("/alarms/figures", "报警绩效", "Alarm figures", "Figures", "sensor.alarm-read", 320, "report", "chart"),
                        Page.of("/parked", "暂存报文", "Parked messages", "Parked", "sensor.parked-read", 410, "system", "inbox")),
                List.of(Widget.of("top", "未确认报警", "Alarms to acknowledge", "AlarmBell", "sensor.alarm-read"),
                        Widget.of("home", "实时报警", "Alarms now", "HomeAlarms", "sensor.alarm-read"),
                        Widget.of("record:hazard", "触发报警的读数", "Readings behind it", "HazardTrend", "sensor.alarm-read")));
    }
}
