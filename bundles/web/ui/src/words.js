/** Facts (事实) the page listens to and how people read them. */
export const FACTS = {
  'sensor.alarm-raised': '触发报警',
  'sensor.alarm-acknowledged': '确认报警',
  'sensor.alarm-recurred': '再次越限',
  'sensor.alarm-cleared': '恢复正常',
  'sensor.alarm-unrecorded': '尚未入账的报警',
  'sensor.store-away': '数据库暂时不可用',
  'sensor.store-returned': '数据库已恢复',
  'hazard.registered': '登记隐患',
  'hazard.verified': '核实属实',
  'hazard.dismissed': '认定不构成隐患',
  'hazard.graded': '评定等级',
  'hazard.planned': '下达整改方案',
  'hazard.submitted': '提交整改结果',
  'hazard.accepted': '验收通过，销号',
  'hazard.rejected': '验收退回',
  'hazard.extension-requested': '申请延期',
  'hazard.extension-granted': '同意延期',
  'hazard.extension-refused': '不同意延期',
  'hazard.escalated': '提级督办',
  'hazard.transferred': '移交整改',
  'hazard.merged': '并入重复隐患',
  'hazard.unmerged': '撤销合并',
  'hazard.absorbed': '并入一条重复隐患',
  'hazard.released': '移出一条已合并隐患',
  'hazard.alarm-linked': '同一测点再次报警',
  'hazard.reminded': '到期提醒',
  'hazard.overdue': '整改逾期',
}

export const factLabel = (name) => FACTS[name] ?? name

export const PRIORITIES = {
  CRITICAL: { label: '特急' },
  HIGH: { label: '高' },
  MEDIUM: { label: '中' },
  LOW: { label: '低' },
}

export const ALARM_STATES = { UNACK: '未确认', ACKED: '已确认', RTNUN: '已恢复未确认', NORM: '已结束' }
export const GRADES = { GENERAL: '一般隐患', MAJOR: '重大隐患' }
export const MODES = { AT_ONCE: '立即整改', BY_DEADLINE: '限期整改' }
export const ROLES = { admin: '系统管理员', operator: '值班员', rectifier: '整改责任人', acceptor: '验收人' }
export const SOURCES = { alarm: '报警', inspection: '检查', citizen: '群众举报', report: '举报', other: '其他', 'self-check': '企业自查' }
export const KINDS = { reading: '读数', alarm: '报警', hazard: '隐患', device: '设备', attachment: '照片' }
export const UNITS = { Cel: '℃', '[ppm]': 'ppm', 'mg/m3': 'mg/m³' }
export const unit = (code) => (code ? UNITS[code] ?? code : '')
