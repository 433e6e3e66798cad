import { say } from 'shoutu/kit'
import { choices } from './forms.js'
import { FLOWS, LADDERS } from './words.js'

/** The books of rules (督办规则): what a table shows of each, and the form of its next version. */
const blank = (text) => (text === undefined || text === null || String(text).trim() === '' ? null : text)
export const WHOM = { LEAD_UNIT: ['牵头监管部门', 'Lead department'], ENTERPRISE: ['责任企业', 'The enterprise'], SAME: ['逾期者本人或本单位', 'Whoever is late'] }
const days = (n, working) => say(working ? '{n} 个工作日' : '{n} 日', working ? '{n} working days' : '{n} days', { n })
const kindLabel = (code) => choices.kinds.find((kind) => kind.code === code)?.label ?? code
const kindOptions = () => Object.fromEntries(choices.kinds.map((kind) => [kind.code, [kind.label, kind.label]]))
const code = { name: 'code', label: ['代号', 'Code'], kind: 'line', required: true, hint: ['小写字母开头，定下后不能改，如 second-notice', 'lower case, never changed'] }
const working = { name: 'working', label: ['按工作日', 'Working days'], kind: 'flag', hint: ['按工作日计算', 'Count working days'] }
const source = { name: 'source', label: ['依据文件', 'Source'], kind: 'line', required: true, hint: ['哪份文件、第几条；示例值请在这里写明已由谁确认', 'which paper, which article'] }
const from = { name: 'from', label: ['生效日期', 'In force from'], kind: 'date', required: true, hint: ['最早今天；已经办的事按当时的规则', 'today at the earliest'] }
const number = (name, label, min, max, hint) => ({ name, label, kind: 'number', required: true, min, max, step: 1, hint })
/** Fixed parts of a rule that is there come from it, not from the form. */
const form = (fields, fixed) => (record, today) => ({
  start: { ...(record ?? {}), from: today, source: '' },
  fields: [...(record ? [] : fixed), ...fields, source, from],
  body: (v) => Object.fromEntries([...fixed, ...fields, source, from].map((f) => [f.name, f.kind === 'flag' ? !!(v[f.name] ?? record?.[f.name]) : f.kind === 'number' ? (blank(v[f.name] ?? record?.[f.name]) === null ? null : Number(v[f.name] ?? record?.[f.name])) : blank(v[f.name] ?? record?.[f.name])])),
})

export const SORTS = [
  { sort: 'kind', list: 'kinds', title: ['文书种类', 'Kinds of papers'], add: ['增加一种文书', 'Add a kind'], ends: true, key: (r) => r.code, name: (r) => r.label,
    note: ['两书一函的名目各地不同，可以增加；流程和编号序列定下后不变，文号才连得上。计分按印发那天的规定。', 'A county may add its own; the course and the series of numbers never change.'],
    cells: [{ label: ['流程', 'Course'], text: (r) => FLOWS(r.flow) }, { label: ['文号', 'Number'], text: (r) => `${r.prefix}〔${say('年', 'year')}〕N号` }, { label: ['答复', 'Answer'], text: (r) => (r.answerDays ? days(r.answerDays, r.working) : say('文稿写明', 'by the draft')) },
      { label: ['计分：印发 / 每次逾期', 'Score: issued / each miss'], text: (r) => `${r.score} / ${r.lateScore}` }],
    form: form([{ name: 'label', label: ['文书名称', 'Name'], kind: 'line', required: true }, { name: 'prefix', label: ['文号字头', 'Prefix'], kind: 'line', required: true, hint: ['机关代字，如 安安委办督改；年份和顺序号由平台编排', 'without year and number'] },
      number('answerDays', ['答复天数', 'Days to answer'], 0, 365, ['0 为由文稿写明', '0: the draft says']), working, number('score', ['印发计分', 'Score when issued'], -100, 0, ['0 或负数', '0 or negative']), number('lateScore', ['每次逾期计分', 'Score of each miss'], -100, 0, ['0 或负数', '0 or negative'])],
    [code, { name: 'flow', label: ['办理流程', 'Course'], kind: 'select', required: true, options: () => FLOWS.table }, { name: 'series', label: ['编号序列', 'Series'], kind: 'line', required: true, hint: ['2 到 10 个大写字母，不与别的文书重复，如 DBDT', 'capital letters of its own'] }]) },
  { sort: 'limit', list: 'limits', title: ['办理时限', 'Time limits'], key: (r) => r.code, name: (r) => r.label,
    note: ['哪些环节有时限由流程决定，天数由县里定；已经起算的时限按起算那天的规定。', 'The steps are those of the courses; the days are the county’s.'],
    cells: [{ label: ['时限', 'Limit'], text: (r) => (r.code === 'listing.monthly' ? say('次月 {n} 日', 'day {n} of the next month', { n: r.amount }) : days(r.amount, r.working)) }],
    form: (record, today) => form([number('amount', record?.code === 'listing.monthly' ? ['次月几日', 'Day of the month'] : ['天数', 'Days'], 1, record?.code === 'listing.monthly' ? 28 : 3650), ...(record?.code === 'listing.monthly' ? [] : [working]), { name: 'article', label: ['条款', 'Article'], kind: 'line' }], [{ name: 'code', label: ['代号', 'Code'], kind: 'line' }, { name: 'label', label: ['名称', 'Name'], kind: 'line' }])(record, today) },
  { sort: 'rung', list: 'rungs', title: ['督办阶梯', 'The ladder'], add: ['增加一级', 'Add a step'], ends: true, key: (r) => `${r.ladder}.${r.no}`, name: (r) => `${LADDERS(r.ladder)} · ${say('第 {n} 级', 'step {n}', { n: r.no })}`,
    note: ['逾期到了这一级的日子，平台提出建议，由人确认；级次越高，天数应越多。', 'What is overdue is proposed on its day; a person confirms.'],
    cells: [{ label: ['逾期满', 'Late'], text: (r) => days(r.afterDays, r.working) }, { label: ['建议文书', 'Paper'], text: (r) => kindLabel(r.kind) + (r.majorOnly ? say('（仅重大隐患）', ' (major only)') : '') }, { label: ['发给', 'To'], text: (r) => say(...WHOM[r.whom]) }],
    form: form([number('afterDays', ['逾期天数', 'Days late'], 1, 365), working, { name: 'kind', label: ['建议文书', 'Paper'], kind: 'select', required: true, options: kindOptions }, { name: 'majorOnly', label: ['范围', 'Only'], kind: 'flag', hint: ['仅重大事故隐患', 'major hazards only'] },
      { name: 'whom', label: ['发给', 'To'], kind: 'select', required: true, options: () => WHOM }, { name: 'demand', label: ['工作要求', 'Demand'], kind: 'text', required: true }],
    [{ name: 'ladder', label: ['阶梯', 'Ladder'], kind: 'select', required: true, options: () => LADDERS.table }, number('no', ['级次', 'Step'], 1, 20)]) },
  { sort: 'point', list: 'points', title: ['记分事项', 'Points'], add: ['增加记分事项', 'Add a rule'], ends: true, key: (r) => r.code, name: (r) => r.label,
    note: ['按行为发生那天的规定记分。罚款、没收不得作为记分事项（行政处罚法第七十四条），平台会拒绝。', 'The rule of the day it happened. Fines are refused.'],
    cells: [{ label: ['分值', 'Points'], text: (r) => (r.points > 0 ? `+${r.points}` : String(r.points)) }],
    form: form([{ name: 'label', label: ['记分事项', 'What'], kind: 'line', required: true }, number('points', ['分值', 'Points'], -12, 12, ['负数为减分', 'negative takes away'])], [code]) },
  { sort: 'threshold', list: 'thresholds', title: ['记分门槛', 'Thresholds'], add: ['增加门槛', 'Add a threshold'], ends: true, key: (r) => String(r.points), name: (r) => say('{n} 分 · {l}', '{n} points · {l}', { n: r.points, l: r.label }),
    note: ['年度累计达到门槛，平台提出对应文书的建议，由人确认。', 'Reaching it proposes a paper; a person confirms.'],
    cells: [{ label: ['后果', 'Consequence'], text: (r) => r.consequence }, { label: ['建议文书', 'Paper'], text: (r) => (r.kind ? kindLabel(r.kind) : '—') }],
    form: form([{ name: 'label', label: ['门槛名称', 'Name'], kind: 'line', required: true }, { name: 'consequence', label: ['后果', 'Consequence'], kind: 'text', required: true }, { name: 'kind', label: ['建议文书', 'Paper'], kind: 'select', options: kindOptions, hint: ['不选则不提建议', 'none'] }], [number('points', ['门槛分值', 'Points'], 1, 100)]) },
]

/** Each rule once, as it stands today, with its other versions; ended ones last. */
export function standing(rows, key, today) {
  const groups = new Map()
  rows.forEach((row) => groups.set(key(row), [...(groups.get(key(row)) ?? []), row]))
  const all = [...groups].map(([id, versions]) => {
    const sorted = [...versions].sort((a, b) => (a.from < b.from ? 1 : -1))
    const now = sorted.find((row) => row.from <= today && (!row.to || row.to >= today))
    return { id, row: now ?? sorted[0], inForce: !!now, ahead: sorted.find((row) => row.from > today) ?? null, others: sorted.filter((row) => row !== (now ?? sorted[0])) }
  })
  return [...all.filter((each) => each.inForce || each.ahead), ...all.filter((each) => !each.inForce && !each.ahead)]
}
