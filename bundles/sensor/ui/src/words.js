import { terms } from 'shoutu/kit'

/** Facts of this room and how people read them (事实). */
export const FACT_NAMES = {
  'sensor.alarm-raised': ['触发报警', 'Alarm raised'],
  'sensor.alarm-recurred': ['再次触发', 'Condition came back'],
  'sensor.alarm-acknowledged': ['确认报警', 'Acknowledged'],
  'sensor.alarm-cleared': ['恢复正常', 'Back to normal'],
  'sensor.alarm-latched': ['恢复后锁存', 'Returned, latched'],
  'sensor.alarm-reset': ['复位', 'Reset'],
  'sensor.alarm-escalated': ['升级', 'Escalated'],
  'sensor.alarm-de-escalated': ['降级', 'De-escalated'],
  'sensor.alarm-shelved': ['搁置', 'Shelved'],
  'sensor.alarm-unshelved': ['取消搁置', 'Unshelved'],
  'sensor.alarm-suppressed': ['设计抑制', 'Suppressed by design'],
  'sensor.alarm-unsuppressed': ['解除抑制', 'Suppression ended'],
  'sensor.alarm-removed-from-service': ['退出服务', 'Out of service'],
  'sensor.alarm-returned-to-service': ['恢复服务', 'Back in service'],
  'sensor.alarm-commented': ['备注', 'Commented'],
  'sensor.alarm-assigned': ['分派', 'Assigned'],
  'sensor.alarm-disposed': ['处置结论', 'Disposed of'],
  'sensor.alarm-reopened': ['重新处置', 'Reopened'],
  'sensor.alarm-found': ['追溯报警', 'Found afterwards'],
  'sensor.alarm-doubted': ['依据已更正', 'In doubt after a correction'],
  'sensor.alarm-unrecorded': ['尚未入账的报警', 'Alarm not recorded yet'],
  'sensor.suppression-requested': ['申请抑制', 'Suppression asked for'],
  'sensor.suppression-began': ['抑制生效', 'Suppression began'],
  'sensor.suppression-refused': ['不批准抑制', 'Suppression refused'],
  'sensor.suppression-withdrawn': ['撤回申请', 'Withdrawn'],
  'sensor.suppression-ended': ['提前结束抑制', 'Suppression ended early'],
  'sensor.suppression-lapsed': ['抑制到期', 'Suppression lapsed'],
  'sensor.store-away': ['数据库暂时不可用', 'Database away'],
  'sensor.store-returned': ['数据库已恢复', 'Database back'],
  'sensor.device-declared': ['登记设备', 'Device declared'],
  'sensor.device-secret-renewed': ['更换密钥', 'Secret renewed'],
  'sensor.device-disabled': ['停用设备', 'Device disabled'],
  'sensor.device-enabled': ['启用设备', 'Device enabled'],
  'sensor.device-format-changed': ['变更报文格式', 'Format changed'],
  'sensor.point-declared': ['登记测点', 'Point declared'], 'sensor.point-calibrated': ['测点检定', 'point calibrated'],
  'sensor.rule-created': ['新建规则', 'Rule created'],
  'sensor.rule-changed': ['修改规则', 'Rule changed'],
  'sensor.rule-disabled': ['停用规则', 'Rule disabled'],
  'sensor.rule-enabled': ['启用规则', 'Rule enabled'],
  'sensor.parked-mended': ['修正暂存报文', 'Parked message mended'],
  'sensor.alarms-reviewed': ['每周报警治理', 'Weekly alarm review'],
  'sensor.parked-discarded': ['作废暂存报文', 'Parked message discarded'],
}

export const KIND_NAMES = {
  alarm: { name: ['报警', 'Alarm'], page: 'alarms' },
  device: { name: ['设备', 'Device'], page: 'devices' },
  rule: { name: ['报警规则', 'Alarm rule'], page: 'rules' },
  suppression: { name: ['抑制', 'Suppression'], page: 'suppressions' },
  'alarm-review': { name: ['报警治理', 'Alarm review'], page: 'alarms/figures?week=' },
}

export const STATES = terms({
  UNACK: ['未确认', 'Unacknowledged'], ACKED: ['已确认', 'Acknowledged'], RTNUN: ['已恢复未确认', 'Returned, unacknowledged'],
  LATUN: ['锁存未确认', 'Latched, unacknowledged'], LATAC: ['锁存已确认', 'Latched, acknowledged'],
  SHLVD: ['已搁置', 'Shelved'], DSUPR: ['设计抑制', 'Suppressed by design'], OOSRV: ['退出服务', 'Out of service'], NORM: ['已结束', 'Ended'],
})
export const TONES = { UNACK: 'red', RTNUN: 'blue', LATUN: 'red', ACKED: 'orange', LATAC: 'orange', SHLVD: '', DSUPR: '', OOSRV: '', NORM: 'green' }
export const PRIORITY_NAMES = terms({ CRITICAL: ['特急', 'Critical'], HIGH: ['高', 'High'], MEDIUM: ['中', 'Medium'], LOW: ['低', 'Low'] })
export const CAUSES = { real: ['真实险情', 'Real danger'], fault: ['设备故障', 'Instrument fault'], calibration: ['标定检修', 'Calibration or repair'], false: ['误报', 'False alarm'] }

export const FLAGS = terms({
  skewed: ['时钟偏差', 'clock skewed'], late: ['迟到', 'late'], 'out-of-range': ['超量程', 'out of range'], 'server-time': ['平台时间', 'server time'], uncertain: ['存疑', 'uncertain'], bad: ['坏值', 'bad'],
  corrected: ['已更正', 'corrected'], 'out-of-calibration': ['标定过期', 'calibration expired'],
})
export const RULE_KINDS = terms({
  threshold: ['越限', 'Threshold'], 'no-data': ['数据中断', 'No data'], rate: ['变化过快', 'Rate of change'], stuck: ['数值不变', 'Stuck'], repeat: ['反复越限', 'Repeated'], combined: ['多测点', 'Several points'],
})
export const REASONS = terms({
  malformed: ['格式错误', 'Malformed'], 'unknown-point': ['测点未声明', 'Point not declared'], 'unknown-device': ['设备未登记', 'Device not declared'], 'time-out-of-range': ['时间超出范围', 'Time out of range'],
  conflict: ['与已存读数冲突', 'Conflicts with what is stored'], 'not-a-number': ['不是数值', 'Not a number'], 'too-many-values': ['数量超限', 'Too many values'], 'too-deep': ['嵌套过深', 'Nested too deeply'],
  'no-decoder': ['缺少解码器', 'No decoder'], 'decoder-fault': ['解码器出错', 'Decoder failed'],
})
