import { facts, kinds, say, terms } from 'shoutu/kit'

/** States (状态) of a hazard in which it asks nothing more of anybody. */
const ENDED = ['CLOSED', 'DISMISSED', 'MERGED']
export const isOpen = (hazard) => !ENDED.includes(hazard.state)

export const STATES = terms({
  REGISTERED: ['已登记', 'Registered'], VERIFIED: ['已核实', 'Verified'], GRADED: ['已定级', 'Graded'], RECTIFYING: ['整改中', 'In treatment'], SUBMITTED: ['已提交复查', 'Submitted'],
  CLOSED: ['已销号', 'Closed'], DISMISSED: ['不构成隐患', 'Dismissed'], MERGED: ['已合并', 'Merged'],
})
/** What is remarkable about it, as the platform says it. */
export const TAGS = terms({ 反复: ['反复', 'Recurring'], 老大难: ['老大难', 'Long-standing'], 回头看反弹: ['回头看反弹', 'Rebound'], 逾期: ['逾期', 'Overdue'], 曾逾期: ['曾逾期', 'Was overdue'] })
/** The tags of one, without what its deadline says already. */
export const tagsOf = (hazard) => (hazard.tags ?? []).filter((tag) => tag !== '逾期')
export const GRADES = terms({ GENERAL: ['一般隐患', 'General'], MAJOR: ['重大隐患', 'Major'] })
export const MODES = terms({ AT_ONCE: ['立即整改', 'At once'], BY_DEADLINE: ['限期整改', 'By deadline'] })
export const SOURCES = terms({ alarm: ['报警', 'Alarm'], inspection: ['检查', 'Inspection'], citizen: ['群众举报', 'Citizen'], report: ['举报', 'Report'], 'self-check': ['企业自查', 'Self-check'], 'risk-check': ['风险排查', 'Risk check'], 'look-back': ['回头看反弹', 'Rebound'], grid: ['网格巡查', 'Grid patrol'], expert: ['专家诊断', 'Expert'], sensor: ['监测', 'Sensor'], other: ['其他', 'Other'] })

/** The life of a hazard as steps; `at` is the one it stands on, `ended` true where nothing more follows. */
const STEPS = [['登记', 'Registered'], ['核实', 'Verified'], ['定级', 'Graded'], ['整改', 'Treatment'], ['验收', 'Acceptance'], ['销号', 'Closed']]
const STEP_OF = { REGISTERED: 0, VERIFIED: 1, GRADED: 2, RECTIFYING: 3, SUBMITTED: 4, CLOSED: 5 }
export function steps({ state }) {
  if (state === 'DISMISSED') return { labels: [STEPS[0], ['不构成隐患', 'Dismissed']], at: 1, ended: true }
  if (state === 'MERGED') return { labels: [STEPS[0], ['已合并', 'Merged']], at: 1, ended: true }
  return { labels: STEPS, at: STEP_OF[state] ?? 0, ended: state === 'CLOSED' }
}
export const stateLabel = (hazard) => say(hazard.stateLabel, STATES.table[hazard.state]?.[1])

kinds({ hazard: { name: ['隐患', 'Hazard'], page: 'hazards' }, risk: { name: ['风险点', 'Risk unit'], page: 'risks' }, 'risk-check': { name: ['排查任务', 'Check'], page: null }, 'risk-warning': { name: ['预警', 'Warning'], page: null } })
facts({
  'hazard.recurred': ['反复隐患', 'Recurred'], 'hazard.regrading-requested': ['申请降级', 'Downgrade asked'], 'hazard.regraded': ['变更等级', 'Re-graded'], 'hazard.regrading-refused': ['不同意降级', 'Downgrade refused'],
  'hazard.plan-supplemented': ['补充治理方案', 'Plan supplemented'], 'hazard.look-back-scheduled': ['安排回头看', 'Look-back arranged'], 'hazard.look-back-due': ['回头看到期', 'Look-back due'],
  'hazard.look-back-passed': ['回头看：未反弹', 'Look-back passed'], 'hazard.rebounded': ['回头看：已反弹', 'Rebounded'], 'hazard.imported': ['历史台账导入', 'Imported'],
  'hazard.risk-identified': ['辨识风险点', 'Identified'], 'hazard.risk-assessed': ['评估', 'Assessed'], 'hazard.risk-approved': ['审定公布', 'Approved'], 'hazard.risk-returned': ['退回重新评估', 'Sent back'],
  'hazard.risk-reviewed': ['定期评审', 'Reviewed'], 'hazard.risk-removed': ['核销', 'Removed'], 'hazard.risk-changed': ['更正', 'Corrected'], 'hazard.risk-level-moved': ['动态等级变化', 'Level moved'],
  'hazard.risk-method-drafted': ['起草评价方法', 'Method drafted'], 'hazard.risk-method-activated': ['启用评价方法', 'Method in force'], 'hazard.risk-method-discarded': ['放弃评价方法草案', 'Draft dropped'], 'hazard.index-rule-changed': ['调整指数规则', 'Index rule changed'], 'hazard.safety-field-changed': ['调整安全领域', 'Field changed'], 'hazard.direct-red-changed': ['调整直接判定情形', 'Conditions changed'],
  'hazard.risk-review-due': ['评审到期', 'Review due'], 'hazard.risk-check-opened': ['派发排查任务', 'Check opened'], 'hazard.risk-check-passed': ['措施有效', 'Measure holds'],
  'hazard.risk-check-failed': ['措施失效', 'Measure failed'], 'hazard.risk-check-missed': ['逾期未查', 'Check missed'],
})

export const LEVELS = terms({ MAJOR: ['重大风险', 'Major'], CONSIDERABLE: ['较大风险', 'Considerable'], GENERAL: ['一般风险', 'General'], LOW: ['低风险', 'Low'] })
export const HUES = { MAJOR: 'red', CONSIDERABLE: 'orange', GENERAL: 'yellow', LOW: 'blue' }
/** Colour, shape and word together: nobody has to tell colours apart. */
export const SHAPES = { MAJOR: '◆', CONSIDERABLE: '▲', GENERAL: '■', LOW: '●' }
export const RISK_STATES = terms({ IDENTIFIED: ['已辨识', 'Identified'], ASSESSED: ['已评估待审定', 'Assessed'], CONTROLLED: ['管控中', 'Controlled'], REMOVED: ['已核销', 'Removed'] })
export const CHECKS = terms({ OPEN: ['待排查', 'Open'], PASSED: ['措施有效', 'Holds'], FAILED: ['措施失效', 'Failed'], MISSED: ['逾期未查', 'Missed'] })
