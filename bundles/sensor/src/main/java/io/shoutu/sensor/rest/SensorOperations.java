package io.shoutu.sensor.rest;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What can be done with devices, readings, rules and alarms (监测操作). */
@Component(service = Operations.class)
public final class SensorOperations implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("sensor.series-read", "查看测点数据", Operation.ANYONE), Operation.of("sensor.reading-take", "上报读数", Roles.DEVICE, Roles.ADMIN),
                Operation.of("sensor.parked-read", "查看暂存读数", Roles.ADMIN, Roles.OPERATOR), Operation.of("sensor.parked-replay", "重试暂存读数", Roles.ADMIN),
                Operation.of("sensor.parked-mend", "修正暂存报文", Roles.ADMIN), Operation.of("sensor.parked-discard", "作废暂存报文", Roles.ADMIN),
                Operation.of("sensor.rule-read", "查看报警规则", Operation.ANYONE), Operation.of("sensor.rule-create", "新建报警规则", Roles.ADMIN),
                Operation.of("sensor.rule-change", "修改报警规则", Roles.ADMIN), Operation.of("sensor.rule-disable", "停用报警规则", Roles.ADMIN),
                Operation.of("sensor.rule-enable", "启用报警规则", Roles.ADMIN), Operation.of("sensor.alarm-read", "查看报警", Operation.ANYONE),
                Operation.of("sensor.alarm-acknowledge", "确认报警", Roles.OPERATOR, Roles.ADMIN), Operation.of("sensor.device-read", "查看设备", Operation.ANYONE),
                Operation.of("sensor.device-declare", "登记设备", Roles.ADMIN), Operation.of("sensor.device-secret-renew", "更换设备密钥", Roles.ADMIN),
                Operation.of("sensor.device-disable", "停用设备", Roles.ADMIN), Operation.of("sensor.device-enable", "启用设备", Roles.ADMIN),
                Operation.of("sensor.device-format-change", "变更设备报文格式", Roles.ADMIN),
                Operation.of("sensor.retention-read", "查看读数保存期限与保全", Roles.ADMIN, Roles.OPERATOR), Operation.of("sensor.retention-run", "执行读数到期清理", Roles.ADMIN),
                Operation.of("sensor.hold-set", "保全读数", Roles.ADMIN), Operation.of("sensor.hold-lift", "解除读数保全", Roles.ADMIN),
                Operation.of("sensor.line-word-set", "设置设备通信口令", Roles.ADMIN), Operation.of("sensor.device-ask", "问询设备（补传、查岗、校时）", Roles.ADMIN, Roles.OPERATOR),
                Operation.of("sensor.rule-check", "检查报警规则草案", Roles.ADMIN), Operation.of("sensor.rule-memo", "填写规则提示", Roles.OPERATOR, Roles.ADMIN),
                Operation.of("sensor.rule-replay", "回放报警规则", Operation.ANYONE), Operation.of("sensor.alarm-reset", "复位报警", Roles.OPERATOR, Roles.ADMIN),
                Operation.of("sensor.alarm-shelve", "搁置报警", Roles.OPERATOR, Roles.ADMIN), Operation.of("sensor.alarm-dispose", "处置报警", Roles.OPERATOR, Roles.ADMIN),
                Operation.of("sensor.suppression-read", "查看报警抑制", Operation.ANYONE), Operation.of("sensor.suppression-declare", "登记报警抑制", Roles.OPERATOR, Roles.ADMIN),
                Operation.of("sensor.suppression-approve", "批准报警搁置", Roles.OPERATOR, Roles.ADMIN), Operation.of("sensor.suppression-end", "结束报警抑制", Roles.OPERATOR, Roles.ADMIN),
                Operation.of("sensor.reading-correct", "更正监测数据", Roles.ADMIN), Operation.of("sensor.correction-read", "查看数据更正", Operation.ANYONE),
                Operation.of("sensor.point-declare", "登记测点", Roles.ADMIN), Operation.of("sensor.point-calibrate", "登记测点检定", Roles.ADMIN));
    }
}
