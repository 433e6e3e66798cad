import { facts, kinds, terms } from 'shoutu/kit'

export const FLOWS = terms({ LETTER: ['函件与通知书', 'Letter'], INTERVIEW: ['约谈', 'Interview'], LISTING: ['挂牌督办', 'Listing'], INVESTIGATION: ['提级调查', 'Investigation'], INSTRUCTION: ['县长督办', 'Instruction'], CIRCULAR: ['通报', 'Circular'] })
export const STATES = terms({
  DRAFTED: ['拟稿', 'Draft'], SUBMITTED: ['待审批', 'To approve'], REVIEWED: ['安委办已审核', 'Reviewed'], APPROVED: ['已批准待印发', 'Approved'], ISSUED: ['已印发待签收', 'Issued'], LISTED: ['已挂牌待签收', 'Listed'], SIGNED: ['已签收办理中', 'Signed for'],
  HELD: ['已约谈待签字', 'Held'], TRACKED: ['承诺整改中', 'Committed'], TREATING: ['挂牌治理中', 'Under treatment'], REPLIED: ['已答复待核实', 'Answered'], REPORTED: ['调查报告待批准', 'Reported'], ACCEPTANCE_ASKED: ['待验收', 'To accept'],
  ACCEPTED: ['验收合格', 'Accepted'], DELISTING_APPROVED: ['已批准摘牌', 'Delisting approved'], DELISTED: ['已摘牌销号', 'Delisted'], CLOSED: ['已办结', 'Closed'], REFUSED: ['不予批准', 'Refused'], CANCELLED: ['已撤稿', 'Cancelled'], WITHDRAWN: ['已撤回作废', 'Withdrawn'],
})
export const TONES = { DRAFTED: '', SUBMITTED: 'yellow', REVIEWED: 'yellow', APPROVED: 'blue', ISSUED: 'blue', LISTED: 'orange', SIGNED: 'blue', HELD: 'blue', TRACKED: 'blue', TREATING: 'orange', REPLIED: 'yellow', REPORTED: 'yellow', ACCEPTANCE_ASKED: 'yellow', ACCEPTED: 'green', DELISTING_APPROVED: 'green', DELISTED: 'green', CLOSED: 'green' }
export const LADDERS = terms({ hazard: ['隐患逾期', 'Overdue hazards'], letter: ['督办文书逾期', 'Unanswered papers'], report: ['举报逾期', 'Overdue public reports'], duty: ['履职逾期', 'Overdue duties'] })
export const PROPOSALS = terms({ OPEN: ['待确认', 'To decide'], CONFIRMED: ['已确认拟稿', 'Confirmed'], DECLINED: ['不采纳', 'Declined'], LAPSED: ['已失效', 'Lapsed'] })

/** Where the page of a record is: `hazard/YH-2026-000001` → address, or null where it has none. */
const PAGES = { hazard: 'hazards', supervision: 'supervision', 'public-report': 'public-reports', inspection: 'inspections', 'work-stop': 'work-stops', alarm: 'alarms', 'duty-list': 'duty-lists' }
export function pageOf(subject) {
  const [kind, number] = String(subject ?? '').split('/')
  return PAGES[kind] && number ? `#/${PAGES[kind]}/${number.split('#')[0]}` : kind === 'supervision-points' ? '#/supervision-points' : null
}

/** The steps of each course, and on which one a state stands. */
const LIVES = {
  LETTER: [[['拟稿', 'Draft'], ['审批', 'Approval'], ['印发', 'Issued'], ['签收办理', 'Signed for'], ['答复', 'Answered'], ['办结', 'Closed']], { DRAFTED: 0, SUBMITTED: 1, APPROVED: 2, ISSUED: 2, SIGNED: 3, REPLIED: 4, CLOSED: 5 }],
  INTERVIEW: [[['拟稿', 'Draft'], ['审批', 'Approval'], ['通知', 'Notified'], ['约谈', 'Held'], ['整改承诺', 'Commitment'], ['反馈', 'Feedback'], ['办结', 'Closed']], { DRAFTED: 0, SUBMITTED: 1, APPROVED: 2, ISSUED: 2, SIGNED: 3, HELD: 3, TRACKED: 4, REPLIED: 5, CLOSED: 6 }],
  LISTING: [[['提名', 'Nominated'], ['安委办审核', 'Review'], ['批准', 'Approval'], ['挂牌公告', 'Listed'], ['治理', 'Treatment'], ['验收', 'Acceptance'], ['摘牌', 'Delisted']], { DRAFTED: 0, SUBMITTED: 1, REVIEWED: 2, APPROVED: 3, LISTED: 3, SIGNED: 4, TREATING: 4, ACCEPTANCE_ASKED: 5, ACCEPTED: 5, DELISTING_APPROVED: 6, DELISTED: 6 }],
  INVESTIGATION: [[['提请', 'Draft'], ['决定', 'Decision'], ['下达', 'Issued'], ['调查', 'Investigation'], ['报告', 'Report'], ['批准办结', 'Concluded']], { DRAFTED: 0, SUBMITTED: 1, APPROVED: 2, ISSUED: 2, SIGNED: 3, REPORTED: 4, CLOSED: 5 }],
  INSTRUCTION: [[['拟办', 'Draft'], ['批示', 'Instruction'], ['交办', 'Assigned'], ['办理', 'At work'], ['报告', 'Reported'], ['县长确认', 'Confirmed']], { DRAFTED: 0, SUBMITTED: 1, APPROVED: 2, ISSUED: 2, SIGNED: 3, REPLIED: 4, CLOSED: 5 }],
  CIRCULAR: [[['拟稿', 'Draft'], ['审批', 'Approval'], ['印发', 'Issued'], ['签收', 'Signed for'], ['归档', 'Closed']], { DRAFTED: 0, SUBMITTED: 1, APPROVED: 2, ISSUED: 2, SIGNED: 3, CLOSED: 4 }],
}
export function steps({ flow, state, ended }) {
  const [labels, at] = LIVES[flow] ?? LIVES.LETTER
  return at[state] === undefined ? { labels: [labels[0], STATES.table[state]], at: 1, ended: true } : { labels, at: at[state], ended: !!ended }
}
export const isOpen = (record) => !record.ended

facts({
  'supervision.drafted': ['起草督办文书', 'Drafted'], 'supervision.revised': ['修改文稿', 'Revised'], 'supervision.submitted': ['提交审批', 'Submitted'], 'supervision.returned': ['退回修改', 'Returned'], 'supervision.reviewed': ['安委办审核', 'Reviewed'],
  'supervision.approved': ['批准', 'Approved'], 'supervision.refused': ['不予批准', 'Refused'], 'supervision.cancelled': ['撤稿', 'Cancelled'], 'supervision.issued': ['编号印发', 'Issued'], 'supervision.listed': ['挂牌公告', 'Listed'],
  'supervision.filed': ['报上级备案', 'Filed'], 'supervision.signed': ['签收', 'Signed for'], 'supervision.planned': ['报送治理方案', 'Plan handed in'], 'supervision.progress-reported': ['报送月度进展', 'Progress reported'],
  'supervision.extension-requested': ['申请延期', 'Extension requested'], 'supervision.extension-granted': ['同意延期', 'Extension granted'], 'supervision.extension-refused': ['不同意延期', 'Extension refused'], 'supervision.interviewed': ['约谈', 'Interview held'],
  'supervision.committed': ['签字确认承诺', 'Committed'], 'supervision.replied': ['书面答复', 'Answered'], 'supervision.acceptance-requested': ['申请验收', 'Acceptance asked'], 'supervision.accepted': ['验收合格', 'Accepted'],
  'supervision.delisting-approved': ['批准摘牌', 'Delisting approved'], 'supervision.delisted': ['摘牌公告', 'Delisted'], 'supervision.investigated': ['提交调查报告', 'Report handed in'], 'supervision.concluded': ['批准调查报告', 'Concluded'],
  'supervision.verified': ['核实办结', 'Verified'], 'supervision.confirmed': ['县长确认办结', 'Confirmed'], 'supervision.rejected': ['退回重办', 'Rejected'], 'supervision.closed': ['归档办结', 'Closed'], 'supervision.withdrawn': ['撤回作废', 'Withdrawn'],
  'supervision.imported': ['历史台账转入', 'Taken over'], 'supervision.overdue': ['逾期未答复', 'Overdue'], 'supervision.reminded': ['催办', 'Reminded'], 'supervision.proposed': ['提出督办建议', 'Proposed'],
  'supervision.proposal-confirmed': ['确认督办建议', 'Proposal confirmed'], 'supervision.proposal-declined': ['不采纳督办建议', 'Proposal declined'], 'supervision.proposal-lapsed': ['督办建议失效', 'Proposal lapsed'],
  'supervision.points-proposed': ['提出负责人记分', 'Points proposed'], 'supervision.points-recorded': ['负责人记分生效', 'Points count'], 'supervision.points-declined': ['退回负责人记分', 'Points declined'], 'supervision.points-revoked': ['撤销记分', 'Points revoked'], 'supervision.points-objected': ['对记分提出申诉', 'Objection to points'], 'supervision.points-confirmed': ['维持记分', 'Points confirmed'], 'supervision.points-reached': ['记分达到门槛', 'Threshold reached'], 'supervision.head-changed': ['企业负责人任职登记', 'Head registered'],
  'supervision.rule-changed': ['督办规则新的一版', 'Rule changed'], 'supervision.rule-ended': ['停用督办规则', 'Rule ended'], 'supervision.rule-withdrawn': ['撤去未生效的规则', 'Rule taken back'],
})
kinds({ supervision: { name: ['督办文书', 'Paper of supervision'], page: 'supervision' }, 'supervision-proposal': { name: ['督办建议', 'Proposal'] }, 'supervision-points': { name: ['记分', 'Points'] }, 'supervision-rule': { name: ['督办规则', 'Rule of supervision'] } })
