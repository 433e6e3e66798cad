import { say, terms } from 'shoutu/kit'

/** States (状态) of a hazard in which it asks nothing more of anybody. */
const ENDED = ['CLOSED', 'DISMISSED', 'MERGED']
export const isOpen = (hazard) => !ENDED.includes(hazard.state)

export const STATES = terms({
  REGISTERED: ['已登记', 'Registered'], VERIFIED: ['已核实', 'Verified'], GRADED: ['已定级', 'Graded'], RECTIFYING: ['整改中', 'In treatment'], SUBMITTED: ['已提交复查', 'Submitted'],
  CLOSED: ['已销号', 'Closed'], DISMISSED: ['不构成隐患', 'Dismissed'], MERGED: ['已合并', 'Merged'],
})
export const GRADES = terms({ GENERAL: ['一般隐患', 'General'], MAJOR: ['重大隐患', 'Major'] })
export const MODES = terms({ AT_ONCE: ['立即整改', 'At once'], BY_DEADLINE: ['限期整改', 'By deadline'] })
export const SOURCES = terms({ alarm: ['报警', 'Alarm'], inspection: ['检查', 'Inspection'], citizen: ['群众举报', 'Citizen'], report: ['举报', 'Report'], 'self-check': ['企业自查', 'Self-check'], other: ['其他', 'Other'] })

/** The life of a hazard as steps; `at` is the one it stands on, `ended` true where nothing more follows. */
const STEPS = [['登记', 'Registered'], ['核实', 'Verified'], ['定级', 'Graded'], ['整改', 'Treatment'], ['验收', 'Acceptance'], ['销号', 'Closed']]
const STEP_OF = { REGISTERED: 0, VERIFIED: 1, GRADED: 2, RECTIFYING: 3, SUBMITTED: 4, CLOSED: 5 }
export function steps({ state }) {
  if (state === 'DISMISSED') return { labels: [STEPS[0], ['不构成隐患', 'Dismissed']], at: 1, ended: true }
  if (state === 'MERGED') return { labels: [STEPS[0], ['已合并', 'Merged']], at: 1, ended: true }
  return { labels: STEPS, at: STEP_OF[state] ?? 0, ended: state === 'CLOSED' }
}
export const stateLabel = (hazard) => say(hazard.stateLabel, STATES.table[hazard.state]?.[1])
