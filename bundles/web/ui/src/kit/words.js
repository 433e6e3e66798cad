import { reactive } from 'vue'
import { say, terms } from './messages.js'

/** Facts (事实) and how people read them; rooms add theirs with {@link facts}. */
export const FACTS = reactive({
  'sensor.alarm-raised': ['触发报警', 'Alarm raised'],
  'sensor.alarm-acknowledged': ['确认报警', 'Alarm acknowledged'],
  'sensor.alarm-recurred': ['再次越限', 'Limit crossed again'],
  'sensor.alarm-cleared': ['恢复正常', 'Back to normal'],
  'sensor.alarm-unrecorded': ['尚未入账的报警', 'Alarm not recorded yet'],
  'sensor.store-away': ['数据库暂时不可用', 'Database away'],
  'sensor.store-returned': ['数据库已恢复', 'Database back'],
  'hazard.registered': ['登记隐患', 'Hazard registered'],
  'hazard.verified': ['核实属实', 'Verified'],
  'hazard.dismissed': ['认定不构成隐患', 'Dismissed'],
  'hazard.graded': ['评定等级', 'Graded'],
  'hazard.planned': ['下达整改方案', 'Treatment planned'],
  'hazard.submitted': ['提交整改结果', 'Treatment submitted'],
  'hazard.accepted': ['验收通过，销号', 'Accepted and closed'],
  'hazard.rejected': ['验收退回', 'Rejected'],
  'hazard.extension-requested': ['申请延期', 'Extension requested'],
  'hazard.extension-granted': ['同意延期', 'Extension granted'],
  'hazard.extension-refused': ['不同意延期', 'Extension refused'],
  'hazard.escalated': ['提级督办', 'Escalated'],
  'hazard.transferred': ['移交整改', 'Transferred'],
  'hazard.merged': ['并入重复隐患', 'Merged into another'],
  'hazard.unmerged': ['撤销合并', 'Merger undone'],
  'hazard.absorbed': ['并入一条重复隐患', 'Absorbed a duplicate'],
  'hazard.released': ['移出一条已合并隐患', 'Released a merged one'],
  'hazard.alarm-linked': ['同一测点再次报警', 'Alarm of the same point linked'],
  'hazard.reminded': ['到期提醒', 'Reminded'],
  'hazard.overdue': ['整改逾期', 'Overdue'],
  'notices.sent': ['发出通知', 'Notice sent'],
  'notices.acknowledged': ['通知已确认', 'Notice acknowledged'],
  'notices.escalated': ['通知升级', 'Notice escalated'],
  'notices.failed': ['通知未送达', 'Notice not delivered'],
  'time.due': ['期限到了', 'Its time came'], 'day.began': ['新的一天', 'A day began'],
})

const listeners = new Set()
/** Names facts for people: `facts({ 'inspection.planned': ['下达检查计划', 'Inspection planned'] })`; a page hears only facts that have a name. */
export function facts(table) {
  Object.assign(FACTS, table)
  listeners.forEach((each) => each())
}
export const whenFactsNamed = (listener) => listeners.add(listener)
export const factLabel = (name) => (FACTS[name] ? say(...FACTS[name]) : name)

export const PRIORITIES = terms({ CRITICAL: ['特急', 'Critical'], HIGH: ['高', 'High'], MEDIUM: ['中', 'Medium'], LOW: ['低', 'Low'] })
export const ALARM_STATES = terms({ UNACK: ['未确认', 'Unacknowledged'], ACKED: ['已确认', 'Acknowledged'], RTNUN: ['已恢复未确认', 'Returned, unacknowledged'], NORM: ['已结束', 'Ended'] })
export const ROLES = terms({
  admin: ['系统管理员', 'Administrator'], security: ['安全管理员', 'Security officer'], auditor: ['审计员', 'Auditor'],
  operator: ['值班员', 'Duty officer'], rectifier: ['整改责任人', 'Rectifier'], acceptor: ['验收人', 'Acceptor'],
  leader: ['领导', 'Leader'], inspector: ['检查人员', 'Inspector'], planner: ['检查计划员', 'Inspection planner'], 'grid-member': ['网格员', 'Grid member'],
  'report-clerk': ['举报受理员', 'Report clerk'], 'report-keeper': ['举报保密员', 'Report keeper'],
})
/** `operator, rectifier` as moves name who may do them. */
export const rolesLabel = (roles) => String(roles ?? '').split(/\s*,\s*/).filter(Boolean).map(ROLES).join(say('、', ', '))

const KIND_NAMES = reactive({ reading: ['读数', 'Reading'], alarm: ['报警', 'Alarm'], hazard: ['隐患', 'Hazard'], device: ['设备', 'Device'], attachment: ['照片', 'Photo'], notice: ['通知', 'Notice'],
  account: ['账号', 'Account'], setting: ['配置', 'Setting'], route: ['路由', 'Route'], plugin: ['插件', 'Plugin'], operation: ['操作', 'Operation'], enterprise: ['企业', 'Enterprise'], person: ['人员', 'Person'], unit: ['单位', 'Unit'],
  area: ['区划', 'Division'], cell: ['网格', 'Grid cell'], day: ['日期', 'Day'], calendar: ['放假安排', 'Calendar'], checkpoint: ['检查点', 'Checkpoint'], parked: ['暂存', 'Parked'] })
const PLACES = reactive({ alarm: 'alarms', hazard: 'hazards' })
/** Names kinds of records and says at which address they have a page: `kinds({ inspection: { name: ['检查', 'Inspection'], page: 'inspections' } })`. */
export function kinds(table) {
  for (const [kind, { name, page }] of Object.entries(table)) {
    KIND_NAMES[kind] = name
    if (page) PLACES[kind] = page
  }
}
export const kindLabel = (kind) => (KIND_NAMES[kind] ? say(...KIND_NAMES[kind]) : kind)
export const pageOfKind = (kind) => PLACES[kind] ?? null

const UNITS = { Cel: '℃', '[ppm]': 'ppm', 'mg/m3': 'mg/m³' }
export const unit = (code) => (code ? UNITS[code] ?? code : '')
