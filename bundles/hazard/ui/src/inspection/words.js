import { facts, kinds, terms } from 'shoutu/kit'

export const KINDS = terms({
  ROUTINE: ['日常检查', 'Routine'], CAMPAIGN: ['专项检查', 'Campaign'], RANDOM: ['双随机抽查', 'Random'], JOINT: ['联合检查', 'Joint'], FOLLOW_UP: ['回头看', 'Look-back'],
  RESTART: ['复工复产核查', 'Restart check'], EQUIPMENT: ['特种设备检查', 'Equipment'], PATROL: ['网格巡查', 'Patrol'],
})
export const STATES = terms({
  PLANNED: ['待检查', 'Planned'], BEGUN: ['检查中', 'Under way'], RECORDED: ['已记录', 'Recorded'], CANCELLED: ['已取消', 'Cancelled'], VOIDED: ['已作废', 'Void'],
  IN_REVIEW: ['记录冲突待复核', 'Conflict to review'], DISCARDED: ['冲突记录不采纳', 'Discarded'],
})
export const OUTCOMES = terms({ PASS: ['符合', 'Pass'], FAIL: ['不符合', 'Fail'], NOT_APPLICABLE: ['不涉及', 'Not applicable'] })
export const DEMANDS = terms({ NONE: ['不作现场处理', 'None'], ON_THE_SPOT: ['责令立即整改', 'At once'], BY_DEADLINE: ['责令限期整改', 'By deadline'], SUSPENSION: ['责令暂时停产停业', 'Suspension'] })
export const PARTS = terms({ LEADER: ['带队领导', 'Leader'], HEAD: ['组长', 'Head'], OFFICER: ['执法人员', 'Officer'], EXPERT: ['专家', 'Expert'], ATTENDANT: ['随行', 'Attendant'] })
export const TONES = { PLANNED: 'blue', BEGUN: 'orange', RECORDED: 'green', IN_REVIEW: 'red', CANCELLED: '', VOIDED: '', DISCARDED: '' }

const STEPS = [['计划', 'Planned'], ['到场', 'On site'], ['记录', 'Recorded']]
export function steps({ state }) {
  if (state === 'CANCELLED') return { labels: [STEPS[0], STATES.table.CANCELLED], at: 1, ended: true }
  if (state === 'VOIDED') return { labels: [STEPS[0], STEPS[1], STATES.table.VOIDED], at: 2, ended: true }
  if (state === 'IN_REVIEW' || state === 'DISCARDED') return { labels: [['收到冲突记录', 'Received'], ['复核', 'Review'], state === 'DISCARDED' ? STATES.table.DISCARDED : ['采纳', 'Adopted']], at: state === 'DISCARDED' ? 2 : 1, ended: state === 'DISCARDED' }
  return { labels: STEPS, at: { PLANNED: 0, BEGUN: 1, RECORDED: 2 }[state] ?? 0, ended: state === 'RECORDED' }
}
export const isOpen = (inspection) => ['PLANNED', 'BEGUN', 'IN_REVIEW'].includes(inspection.state)

const TOLD = {
  'hazard.inspection-planned': ['安排检查', 'Inspection planned'], 'hazard.inspection-reassigned': ['调整检查组', 'Team changed'], 'hazard.inspection-cancelled': ['取消检查', 'Inspection cancelled'],
  'hazard.inspection-begun': ['到场开始检查', 'Visit begun'], 'hazard.inspection-recorded': ['提交检查记录', 'Visit recorded'], 'hazard.inspection-voided': ['检查作废', 'Inspection void'],
  'hazard.inspection-missed': ['过期未检查', 'Day went by'], 'hazard.inspection-conflicted': ['收到冲突记录', 'Conflicting record'], 'hazard.inspection-adopted': ['采纳冲突记录', 'Record adopted'],
  'hazard.inspection-discarded': ['不采纳冲突记录', 'Record discarded'], 'hazard.hidden-plan-viewed': ['查看未公开计划', 'Hidden plan read'], 'hazard.order-requested': ['提请执法文书', 'Order requested'],
  'hazard.inspection-drawn': ['双随机抽取', 'Drawn'], 'hazard.inspection-draw-voided': ['抽取作废', 'Draw void'],
  'hazard.report-received': ['接收举报', 'Report received'], 'hazard.report-registered': ['登记举报', 'Report registered'], 'hazard.report-accepted': ['受理举报', 'Report accepted'],
  'hazard.report-refused': ['不予受理', 'Report refused'], 'hazard.report-transferred': ['移送举报', 'Report transferred'], 'hazard.report-opened': ['举报转为隐患', 'Became a hazard'],
  'hazard.report-extended': ['延长办理期限', 'Term extended'], 'hazard.report-checked': ['核查结论', 'Checked'], 'hazard.report-replied': ['答复举报人', 'Replied'],
  'hazard.reward-proposed': ['申报奖励', 'Reward proposed'], 'hazard.reward-approved': ['批准奖励', 'Reward approved'], 'hazard.reward-returned': ['退回奖励', 'Reward returned'],
  'hazard.reward-paid': ['发放奖励', 'Reward paid'], 'hazard.reward-waived': ['逾期未领', 'Reward waived'], 'hazard.report-archived': ['举报归档', 'Report archived'],
  'hazard.report-overdue': ['举报办理超期', 'Report overdue'], 'vault.read': ['查看密封信息', 'Sealed value read'],
}
facts(TOLD)
export const INSPECTION_FACTS = Object.keys(TOLD).filter((name) => name.startsWith('hazard.inspection-'))
export const REPORT_FACTS = Object.keys(TOLD).filter((name) => /^hazard\.(report|reward)-/.test(name))
kinds({ inspection: { name: ['检查', 'Inspection'], page: 'inspections' }, 'public-report': { name: ['举报', 'Report'], page: 'public-reports' } })
