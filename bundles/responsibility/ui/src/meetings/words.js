import { facts, kinds, terms } from 'shoutu/kit'

export const SORTS = terms({ MEETING: ['会议', 'Meeting'], STUDY: ['学习', 'Study'] })
export const FORMS = terms({
  STANDING_COMMITTEE: ['党委常委会会议', 'Standing committee'], EXECUTIVE: ['政府常务会议', 'Executive meeting'], SAFETY_COMMITTEE: ['安委会会议', 'Safety committee'],
  PARTY_GROUP: ['党组（党委）会议', 'Party group'], OFFICE: ['办公会议', 'Office meeting'], SPECIAL: ['安全生产专题会议', 'Special meeting'], STUDY_GROUP: ['理论学习中心组', 'Study group'],
})
export const AIMS = terms({
  DEPLOYMENT: ['研究部署安全生产', 'Deployment'], HEARING: ['听取安全生产汇报', 'Report heard'], STUDY: ['学习安全生产论述、法规', 'Study'], KEY_POINTS: ['审定年度工作要点', 'Key points'],
  TASK_LIST: ['审定季度工作清单', 'Quarterly tasks'], DUTY_LIST: ['审定责任清单', 'Duty list'], OTHER: ['其他议题', 'Other'],
})
export const STATES = terms({ ENTERED: ['待签认', 'To be signed'], RETURNED: ['已退回', 'Returned'], SIGNED: ['已签认', 'Signed'], VOID: ['已作废', 'Void'] })
export const TONES = { ENTERED: 'orange', RETURNED: 'red', SIGNED: 'green', VOID: '' }

const reason = (label, hint = null) => ({ name: 'reason', label, kind: 'text', required: true, hint })
/** The forms of the moves (办理表单). */
export const MOVES = {
  signing: { intro: ['签认后即计入履职；工作协助人不得代签。', 'From now on it counts; assistants cannot sign.'], fields: [], body: () => ({}) },
  return: { fields: [reason(['退回理由', 'Why'])], danger: true },
  redating: { intro: ['更正后，履职计数随之从原时段移到新时段，原时间和理由保留可查。', 'What it counts for moves with it; the first date and the reason stay.'], fields: [{ name: 'heldAt', label: ['实际召开时间', 'Held'], kind: 'time', required: true }, reason(['更正理由', 'Why'])] },
  completion: { fields: [{ name: 'row', label: ['第几项', 'Which one'], kind: 'select', required: true,
    options: (values, record) => Object.fromEntries(record.record.minutes.resolutions.map((r, i) => [i + 1, r]).filter(([, r]) => !r.done).map(([n, r]) => [n, [`${n}. ${r.text}`, `${n}. ${r.text}`]])) },
  { name: 'result', label: ['办理结果', 'Result'], kind: 'text', required: true }], body: (v) => ({ row: Number(v.row), result: v.result }) },
  voiding: { intro: ['作废后编号保留可查，已计入的履职立即扣减并留痕。', 'The number stays; what it counted for falls at once, visibly.'], fields: [reason(['作废理由', 'Why'])], danger: true },
}
export const life = ({ state }) => (state === 'VOID' ? { labels: [['录入', 'Entered'], STATES.table.VOID], at: 1, ended: true }
  : { labels: [['录入', 'Entered'], ['签认', 'Signed'], ['计入履职', 'Counts']], at: state === 'SIGNED' ? 2 : 1, ended: state === 'SIGNED' })

const TOLD = {
  'responsibility.meeting-entered': ['录入会议', 'Meeting entered'], 'responsibility.meeting-edited': ['修改会议记录', 'Meeting changed'], 'responsibility.meeting-signed': ['签认会议', 'Meeting signed'],
  'responsibility.meeting-adopted': ['导入历史会议', 'Meeting taken over'], 'responsibility.meeting-returned': ['退回会议记录', 'Meeting returned'], 'responsibility.meeting-redated': ['更正会议时间', 'Meeting re-dated'],
  'responsibility.meeting-voided': ['会议记录作废', 'Meeting void'], 'responsibility.resolution-completed': ['办结议定事项', 'Resolution done'],
}
facts(TOLD)
kinds({ meeting: { name: ['会议记录', 'Meeting'], page: 'meetings' } })
export const MEETING_FACTS = Object.keys(TOLD)
