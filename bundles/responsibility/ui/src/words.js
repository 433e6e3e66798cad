import { facts, kinds, terms } from 'shoutu/kit'

export const STATES = terms({ DRAFT: ['起草中', 'Draft'], SUBMITTED: ['待审定', 'Submitted'], APPROVED: ['已审定', 'Approved'], PUBLISHED: ['执行中', 'In force'], SUPERSEDED: ['已由新版替代', 'Superseded'], ARCHIVED: ['已归档', 'Archived'] })
export const STATE_TONES = { DRAFT: '', SUBMITTED: 'orange', APPROVED: 'blue', PUBLISHED: 'green', SUPERSEDED: '', ARCHIVED: '' }
/** Where a duty stands in a slot; the tone never stands alone, the letter and the word go with it. */
export const LINE_TONES = { OVERDUE: 'red', DUE: 'orange', DUE_SOON: 'yellow', OPEN: 'blue', DONE: 'green', EXCEEDED: 'green' }
export const LINES = terms({ OVERDUE: ['已逾期', 'Overdue'], DUE: ['今日到期', 'Due today'], DUE_SOON: ['临近期限', 'Due soon'], OPEN: ['进行中', 'Open'], DONE: ['已完成', 'Done'], EXCEEDED: ['超额完成', 'Exceeded'] })
export const LETTERS = [['OVERDUE', '逾'], ['DUE', '今'], ['DUE_SOON', '临'], ['OPEN', '进'], ['DONE', '完'], ['EXCEEDED', '超']]
export const DISPUTES = terms({ RAISED: ['待裁定', 'Waits for a ruling'], RULED: ['已裁定', 'Ruled'], WITHDRAWN: ['已撤回', 'Withdrawn'] })
export const DISPUTE_TONES = { RAISED: 'orange', RULED: 'green', WITHDRAWN: '' }

export const RESULTS = terms({ HANDED: ['待验收', 'To be accepted'], ACCEPTED: ['已验收', 'Accepted'], RETURNED: ['已退回', 'Returned'], VOIDED: ['已作废', 'Void'] })
export const RESULT_TONES = { HANDED: 'orange', ACCEPTED: 'green', RETURNED: 'red', VOIDED: '' }

export const ACCOUNTS = terms({ LEAD: ['线索待核', 'Lead'], VERIFIED: ['已核实', 'Verified'], PROPOSED: ['待决定', 'To decide'], DECIDED: ['已决定', 'Decided'], EXECUTED: ['已执行', 'Executed'], CLOSED: ['已办结', 'Closed'], DISMISSED: ['不予追究', 'Dismissed'] })
export const ACCOUNT_TONES = { LEAD: 'orange', VERIFIED: 'orange', PROPOSED: 'orange', DECIDED: 'blue', EXECUTED: 'blue', CLOSED: 'green', DISMISSED: '' }

const STEPS = [['起草', 'Draft'], ['提交', 'Submitted'], ['审定', 'Approved'], ['执行', 'In force'], ['归档', 'Archived']]
const STEP_OF = { DRAFT: 0, SUBMITTED: 1, APPROVED: 2, PUBLISHED: 3, SUPERSEDED: 3, ARCHIVED: 4 }
export function steps({ state }) {
  if (state === 'SUPERSEDED') return { labels: [...STEPS.slice(0, 4), ['由新版替代', 'Superseded']], at: 4, ended: true }
  return { labels: STEPS, at: STEP_OF[state] ?? 0, ended: state === 'ARCHIVED' }
}

/** Percent as people read it; nothing was required yet → a dash. */
export const percent = (rate) => (rate === null || rate === undefined ? '—' : `${rate}%`)
/** The legal year of a moment in China. */
export const yearOf = (moment) => Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(moment))
export const today = (moment) => new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(moment)

kinds({ 'duty-list': { name: ['责任清单', 'Duty list'], page: 'duty-lists' }, 'duty-dispute': { name: ['监管争议', 'Dispute'], page: 'duty-disputes' }, deliverable: { name: ['成果材料', 'Result'], page: 'duty-results' }, 'safety-office': { name: ['镇街安办', 'Township office'], page: 'safety-offices' }, 'accident-month': { name: ['月度事故数字', 'Accident figures'], page: 'double-decline' }, accountability: { name: ['追责问责', 'Accountability'], page: 'accountability' }, 'duty-assistant': { name: ['工作协助人', 'Assistant'], page: 'duty-assistants' } })
facts({
  'responsibility.list-drafted': ['起草清单', 'Drafted'], 'responsibility.list-edited': ['修改条目', 'Edited'], 'responsibility.list-submitted': ['提交审定', 'Submitted'],
  'responsibility.list-returned': ['退回修改', 'Returned'], 'responsibility.list-approved': ['审定', 'Approved'], 'responsibility.list-published': ['发布执行', 'Published'],
  'responsibility.list-superseded': ['由新版替代', 'Superseded'], 'responsibility.list-imported': ['历史清单导入', 'Imported'], 'responsibility.remark-added': ['填报说明', 'Remark'],
  'responsibility.list-signed': ['签认履职台账', 'Signed'], 'responsibility.reminded': ['履职提醒', 'Reminded'], 'responsibility.assistant-appointed': ['任命工作协助人', 'Assistant appointed'],
  'responsibility.assistant-ended': ['免去工作协助人', 'Assistant ended'], 'responsibility.dispute-raised': ['提出争议', 'Dispute raised'], 'responsibility.dispute-stated': ['陈述意见', 'Statement'],
  'responsibility.deliverable-submitted': ['提交成果', 'Handed in'], 'responsibility.deliverable-accepted': ['成果验收通过', 'Accepted'], 'responsibility.deliverable-returned': ['成果退回', 'Returned'], 'responsibility.deliverable-voided': ['成果作废', 'Void'],
  'responsibility.office-kept': ['登记安办岗位', 'Posts written down'], 'responsibility.staff-kept': ['登记安办人员', 'Staff written down'], 'responsibility.accident-month-entered': ['录入月度事故数字', 'Figures entered'],
  'responsibility.accountability-raised': ['提出问责线索', 'Lead raised'], 'responsibility.accountability-verified': ['核实问责线索', 'Verified'], 'responsibility.accountability-proposed': ['提出处理意见', 'Proposed'], 'responsibility.accountability-decided': ['作出问责决定', 'Decided'], 'responsibility.accountability-executed': ['登记问责执行', 'Executed'], 'responsibility.accountability-closed': ['问责办结', 'Closed'], 'responsibility.accountability-dismissed': ['不予追究', 'Dismissed'],
  'responsibility.dispute-ruled': ['裁定', 'Ruled'], 'responsibility.dispute-withdrawn': ['撤回争议', 'Withdrawn'],
})
