import { DEMANDS, KINDS, PARTS } from './words.js'

const reason = (label, hint = null) => ({ name: 'reason', label, kind: 'text', required: true, hint })
const team = (v) => [[v.head, 'HEAD'], [v.second, 'OFFICER'], [v.third, v.thirdPart || 'OFFICER']].filter(([account]) => account).map(([account, part]) => ({ account, part, unit: null }))
const members = [
  { name: 'head', label: ['组长', 'Head'], kind: 'account', required: true },
  { name: 'second', label: ['执法人员', 'Officer'], kind: 'account', hint: ['执法检查不少于两人（行政处罚法第四十二条）', 'At least two'] },
  { name: 'third', label: ['另一成员', 'Another'], kind: 'account' },
  { name: 'thirdPart', label: ['其身份', 'As'], kind: 'select', options: PARTS.table, when: (v) => !!v.third },
]

/** A plan (安排检查); `sheets`: code → label. */
export const planForm = (sheets, preset = {}) => ({
  start: { kind: 'ROUTINE', sheet: 'general', unannounced: true, ...preset },
  intro: ['勾选“四不两直”后，到场之前只有检查组和安排人能看到，被检查单位看不到、数不到。', 'An unannounced plan is seen by the team and by you only, until the team stands at the gate.'],
  fields: [
    { name: 'title', label: ['检查名称', 'Title'], kind: 'line', required: true, hint: ['如：节前危险化学品突击检查', 'e.g. check before the holidays'] },
    { name: 'kind', label: ['检查类型', 'Kind'], kind: 'select', required: true, options: KINDS.table },
    { name: 'unannounced', label: ['四不两直', 'Unannounced'], kind: 'flag', hint: ['不发通知、不打招呼、不听汇报、不用陪同接待', 'no notice beforehand'] },
    { name: 'enterprise', label: ['被检查企业', 'Enterprise'], kind: 'enterprise', required: true },
    { name: 'place', label: ['具体地点', 'Place'], kind: 'line' },
    { name: 'day', label: ['检查日期', 'Day'], kind: 'date', required: true },
    { name: 'sheet', label: ['检查表', 'Sheet'], kind: 'select', required: true, options: sheets },
    ...members,
  ],
  body: (v) => ({ kind: v.kind, unannounced: !!v.unannounced, title: v.title, target: { enterprise: v.enterprise, area: null, place: v.place || null }, team: team(v), day: v.day, sheet: v.sheet }),
})

/** The form of each move of an inspection; the record itself is written on the phone page. */
export const FORMS = {
  reassignment: { fields: [...members, { name: 'day', label: ['改期到', 'New day'], kind: 'date' }, { name: 'reason', label: ['说明', 'Note'], kind: 'text' }], body: (v) => ({ team: team(v), day: v.day || null, reason: v.reason || null }) },
  cancellation: { fields: [reason(['取消理由', 'Why'])], danger: true },
  beginning: { intro: ['到达现场后再点：从现在起编号，被检查单位可以看到这次检查。', 'From now on it has its number and may be seen.'], fields: [] , body: () => ({ note: null }) },
  voiding: { fields: [reason(['作废理由', 'Why'], ['编号作废后保留可查', 'The number stays visible as void'])], danger: true },
  adoption: { intro: ['采纳后按这份记录登记隐患，与原记录并存。', 'Its failed items become hazards; the other record stays.'], fields: [reason(['采纳理由', 'Why'])] },
  discarding: { fields: [reason(['不采纳理由', 'Why'])], danger: true },
}
export { DEMANDS }
