import { reactive } from 'vue'
import { all, get } from 'shoutu'

/** What one chooses from: kinds of papers, units, people; read once. */
export const choices = reactive({ kinds: [], limits: [], units: {}, people: {}, problem: '', read: false })
export async function readChoices() {
  if (choices.read) return
  try {
    const [rules, units, people] = await Promise.all([get('/api/supervision/rules'), all('/api/directory/units').catch(() => []), all('/api/directory/people').catch(() => [])])
    choices.kinds = rules.kinds
    choices.limits = rules.limits
    units.filter((unit) => !unit.closed).forEach((unit) => { choices.units[unit.id] = [unit.name, unit.name] })
    people.filter((person) => !person.closed).forEach((person) => { choices.people[person.id] = [`${person.name}（${choices.units[person.unit]?.[0] ?? person.unit}）`, person.name] })
    choices.read = true
  } catch (refusal) {
    choices.problem = refusal.message
  }
}
const kindOptions = () => Object.fromEntries(choices.kinds.map((kind) => [kind.code, [kind.label, kind.label]]))
export const flowOf = (code) => choices.kinds.find((kind) => kind.code === code)?.flow

/** Whom it is for: sort and one of the three lists. */
const addresseeFields = (required = true) => [
  { name: 'sort', label: ['发给', 'To'], kind: 'choice', required, options: { unit: ['单位', 'Unit'], person: ['个人', 'Person'], enterprise: ['企业', 'Enterprise'] } },
  { name: 'unit', label: ['收件单位', 'Unit'], kind: 'select', required: true, options: () => choices.units, when: (v) => v.sort === 'unit' },
  { name: 'person', label: ['收件人', 'Person'], kind: 'select', required: true, options: () => choices.people, when: (v) => v.sort === 'person' },
  { name: 'firm', label: ['收件企业', 'Enterprise'], kind: 'enterprise', required: true, when: (v) => v.sort === 'enterprise' },
]
export const addresseeOf = (v) => (v.sort === 'unit' && v.unit ? `unit:${v.unit}` : v.sort === 'person' && v.person ? `person:${v.person}` : v.sort === 'enterprise' && v.firm ? `enterprise:${v.firm}` : null)
export function splitAddressee(text) {
  const [sort, id] = String(text ?? '').split(':')
  return id ? { sort, unit: sort === 'unit' ? id : '', person: sort === 'person' ? id : '', firm: sort === 'enterprise' ? id : '' } : { sort: 'unit' }
}
const blank = (text) => (text === undefined || text === null || String(text).trim() === '' ? null : text)

/** Only a listing names one; the kind is chosen in the form or fixed by the record. */
const leader = { name: 'leader', label: ['责任领导', 'Leader who answers'], kind: 'line', hint: ['姓名和职务，如 县应急管理局局长×××；提交审批前须填写', 'name and office'], when: (v, record) => flowOf(v.kind ?? record?.kind) === 'LISTING' }
const draftFields = (fixed) => [
  ...(fixed ? [] : [{ name: 'kind', label: ['文书种类', 'Kind'], kind: 'select', required: true, options: kindOptions }]),
  { name: 'title', label: ['标题', 'Title'], kind: 'line', required: true, hint: ['如：关于督促整改××隐患的函', 'What it is about'] }, ...addresseeFields(),
  { name: 'enterprise', label: ['涉及企业', 'About'], kind: 'enterprise' },
  { name: 'problem', label: ['存在问题', 'Problem'], kind: 'text', hint: ['提交审批前须填写', 'needed before it is submitted'] }, { name: 'basis', label: ['依据', 'Basis'], kind: 'line', hint: ['法律、条款或文件', 'law, article or rule'] },
  { name: 'demand', label: ['工作要求', 'Demand'], kind: 'text', hint: ['提交审批前须填写', 'needed before it is submitted'] },
  { name: 'deadline', label: ['办理期限', 'Deadline'], kind: 'date', hint: ['不填则按文书种类的规定天数，从印发日起算；挂牌督办和县长督办须填', 'empty: the days of its kind, from the day it goes out'] },
  leader, { name: 'about', label: ['来由记录', 'Cause'], kind: 'line', hint: ['如 hazard/YH-2026-000012，填写后两边可互相查到', 'e.g. hazard/YH-2026-000012'] },
  { name: 'copy', label: ['抄送单位', 'Copy to'], kind: 'select', options: () => choices.units },
]
const draftBody = (v, record) => ({ kind: record?.kind ?? v.kind, title: v.title, problem: blank(v.problem), basis: blank(v.basis), demand: blank(v.demand), addressee: addresseeOf(v), cc: blank(v.copy) ? [`unit:${v.copy}`] : (record?.cc ?? []).map((c) => c.addressee),
  enterprise: blank(v.enterprise), about: blank(v.about), follows: record?.follows ?? null, deadline: blank(v.deadline), leader: blank(v.leader) })
export const DRAFT = { start: { sort: 'unit' }, fields: draftFields(false), body: (v) => draftBody(v, null) }

const said = (label, required = true, hint = null) => ({ name: 'text', label, kind: 'text', required, hint })
const day = (label, required = false, hint = null) => ({ name: 'day', label, kind: 'date', required, hint })
const people = (label) => ({ name: 'people', label, kind: 'line', required: true })
const files = { name: 'files', label: ['附件照片', 'Pictures'], kind: 'photos' }
const form = (fields, more = {}) => ({ fields, body: (v) => Object.fromEntries(fields.map((f) => [f.name, blank(v[f.name]) ?? (f.kind === 'photos' ? [] : null)])), ...more })

/** The form of each move of a paper. */
export const FORMS = {
  revision: { start: (r) => ({ title: r.title, problem: r.problem, basis: r.basis, demand: r.demand, enterprise: r.enterprise ?? '', deadline: r.askedUntil ?? '', about: r.about ?? '', leader: r.leader ?? '', ...splitAddressee(r.addressee) }), fields: draftFields(true), body: draftBody },
  submission: form([said(['拟办意见', 'Opinion'], false)]), return: form([said(['退回理由', 'Why'])]), review: form([said(['审核意见', 'Opinion'], false)]), approval: form([said(['批示', 'Instruction'], false)]),
  refusal: form([said(['理由', 'Why'])], { danger: true }), cancellation: form([said(['撤稿理由', 'Why'])], { danger: true }),
  issue: form([said(['说明', 'Note'], false)], { intro: ['印发时编号，期限和签收期限从今天起算。', 'It gets its number; the clocks begin today.'] }),
  listing: form([said(['公告载体', 'Published in'], true, ['如：县政府网站', 'e.g. the web site']), day(['公告日期', 'On'])], { intro: ['挂牌即公告，编号，治理期限起算。', 'It gets its number and is published.'] }),
  filing: form([said(['备案说明', 'Note'], true, ['报哪个上级、文号', 'to whom, number']), day(['备案日期', 'On'])]), signing: form([said(['签收说明', 'Note'], false, ['代录的请写明回执情况', 'for a receipt on paper: say so']), files]),
  holding: form([day(['约谈日期', 'On']), people(['主持人和参加人', 'Who was there']), said(['约谈纪要', 'Record']), files]), commitment: form([said(['整改承诺', 'Commitment']), day(['反馈期限', 'Until'], false, ['不填则按规定天数', 'empty: the usual days'])]),
  plan: form([said(['治理方案', 'Plan'], true, ['责任领导、措施、资金、期限、预案', 'who, what, money, when, contingency']), files]),
  'monthly-report': form([{ name: 'month', label: ['月份', 'Month'], kind: 'line', required: true, hint: ['如 2026-03', 'e.g. 2026-03'] }, said(['进展情况', 'Progress']), files]),
  'extension-request': form([day(['申请延至', 'Until'], true), said(['延期理由', 'Why'])]), 'extension-grant': form([said(['意见', 'Opinion'], false)]), 'extension-refusal': form([said(['理由', 'Why'])], { danger: true }),
  reply: form([said(['办理结果', 'Result']), files]), report: form([said(['调查结论', 'Findings']), files]), 'acceptance-request': form([said(['治理完成情况', 'What was done']), files]),
  acceptance: form([people(['验收组成员和专家', 'Who accepted']), said(['验收意见', 'Opinion']), files]), 'delisting-approval': form([said(['意见', 'Opinion'], false)]), delisting: form([said(['公告载体', 'Published in']), day(['公告日期', 'On'])]),
  verification: form([said(['核实情况', 'What was found'])]), confirmation: form([said(['意见', 'Opinion'], false)]), conclusion: form([said(['意见', 'Opinion'], false)]), closing: form([said(['说明', 'Note'], false)]),
  rejection: form([said(['退回理由', 'Why']), day(['新的期限', 'Until'], false, ['原期限已过的须填', 'needed where the old one is over'])]), withdrawal: form([said(['撤回理由', 'Why'])], { danger: true, intro: ['文号作废并留痕，对考核的影响一并撤销。', 'Its number becomes void; its effect goes.'] }),
}
export const ONWARD = ['submission', 'review', 'approval', 'issue', 'listing', 'signing', 'holding', 'commitment', 'plan', 'monthly-report', 'reply', 'report', 'acceptance-request', 'acceptance', 'delisting-approval', 'delisting', 'verification', 'confirmation', 'conclusion', 'closing', 'extension-grant']

/** Confirming a proposal: all of it may be changed, and must be where nobody was found. */
export const confirmForm = (proposal) => ({
  start: { kind: proposal.kind, title: proposal.title, problem: proposal.reason, demand: proposal.demand, ...splitAddressee(proposal.addressee) },
  intro: ['确认后生成文稿，还要经审批才发出。', 'It becomes a draft; it still has to be approved.'],
  fields: [{ name: 'kind', label: ['文书种类', 'Kind'], kind: 'select', required: true, options: kindOptions }, { name: 'title', label: ['标题', 'Title'], kind: 'line', required: true }, ...addresseeFields(), { name: 'problem', label: ['存在问题', 'Problem'], kind: 'text', required: true },
    { name: 'demand', label: ['工作要求', 'Demand'], kind: 'text', required: true }, { name: 'deadline', label: ['办理期限', 'Deadline'], kind: 'date', hint: ['不填则按文书种类的规定天数', 'empty: the days of its kind'] }, leader],
  body: (v) => ({ kind: v.kind, title: v.title, problem: v.problem, demand: v.demand, addressee: addresseeOf(v), deadline: blank(v.deadline), leader: blank(v.leader) }),
})
export const DECLINE = { fields: [{ name: 'note', label: ['不采纳的理由', 'Why not'], kind: 'text', required: true }], danger: true }

/** Points of a head. */
export const pointsForm = (rules, heads) => ({
  fields: [{ name: 'head', label: ['企业负责人', 'Head'], kind: 'select', required: true, options: () => Object.fromEntries(heads.map((h) => [`${h.person}|${h.enterprise}`, [`${h.personName} · ${h.enterpriseName}（${h.title}）`, h.personName]])) },
    { name: 'rule', label: ['记分事项', 'Rule'], kind: 'select', required: true, options: () => Object.fromEntries(rules.map((r) => [r.code, [`${r.label}（${r.points > 0 ? '+' : ''}${r.points}分）`, r.label]])) },
    { name: 'happenedOn', label: ['发生日期', 'Happened on'], kind: 'date', required: true, hint: ['按发生日期归入年度', 'counts in the year it happened'] }, { name: 'about', label: ['依据记录', 'Proof'], kind: 'line', hint: ['如 hazard/YH-2026-000012；罚款不得作为来由（行政处罚法第七十四条）', 'never a fine'] },
    { name: 'note', label: ['说明', 'Note'], kind: 'text' }],
  body: (v) => ({ person: String(v.head).split('|')[0], enterprise: String(v.head).split('|')[1], rule: v.rule, happenedOn: v.happenedOn, about: blank(v.about), note: blank(v.note) }),
})
export const HEAD = {
  fields: [{ name: 'person', label: ['人员', 'Person'], kind: 'select', required: true, options: () => choices.people }, { name: 'enterprise', label: ['企业', 'Enterprise'], kind: 'enterprise', required: true }, { name: 'title', label: ['职务', 'Title'], kind: 'line', required: true, hint: ['如 主要负责人', 'e.g. general manager'] },
    { name: 'from', label: ['任职自', 'From'], kind: 'date', required: true }, { name: 'to', label: ['任职至', 'To'], kind: 'date', hint: ['在任不填；记分随人也留在企业', 'empty while it lasts'] }],
  body: (v) => ({ person: v.person, enterprise: v.enterprise, title: v.title, from: v.from, to: blank(v.to) }),
}
