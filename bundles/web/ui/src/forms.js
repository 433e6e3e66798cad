import { MODES, GRADES } from './words.js'

const note = (label, required = false, hint = '') => ({ name: 'note', label, kind: 'text', required, hint })
const reason = (label, hint = '') => ({ name: 'reason', label, kind: 'text', required: true, hint })

/**
 * The form of each move of a hazard, by the last part of the move's address (docs/wire.md, Hazards).
 * `kind`: text, line, date, choice, account, photos. `when` hides a field that the others do not call for.
 */
export const FORMS = {
  verification: { fields: [note('核实情况', true, '到现场看到了什么，与报警是否一致')] },
  dismissal: { fields: [reason('排除理由', '说明为什么不是隐患，将写入日志')] , danger: true },
  grading: {
    start: { grade: 'GENERAL', mode: 'BY_DEADLINE' },
    fields: [
      { name: 'grade', label: '隐患等级', kind: 'choice', required: true, options: GRADES },
      { name: 'standard', label: '判定标准', kind: 'line', required: true, when: (v) => v.grade === 'MAJOR', hint: '如：工贸企业重大事故隐患判定标准（应急管理部令第10号）' },
      { name: 'clause', label: '条款', kind: 'line', required: true, when: (v) => v.grade === 'MAJOR', hint: '如：第三条第（一）项' },
      { name: 'text', label: '条款内容', kind: 'text', required: true, when: (v) => v.grade === 'MAJOR' },
      { name: 'mode', label: '整改方式', kind: 'choice', required: true, options: MODES },
      { name: 'rectifier', label: '整改责任人', kind: 'account', required: true },
    ],
    body: (v) => ({
      grade: v.grade,
      criterion: v.grade === 'MAJOR' ? { standard: v.standard, clause: v.clause, text: v.text } : null,
      mode: v.mode,
      rectifier: v.rectifier,
    }),
  },
  plan: {
    intro: '五落实：措施、责任、资金、时限、预案缺一不可。',
    fields: [
      { name: 'measures', label: '整改措施', kind: 'text', required: true },
      { name: 'responsible', label: '责任人员', kind: 'line', required: true },
      { name: 'funds', label: '资金保障', kind: 'line', required: true, hint: '如：2 万元，设备维护费列支' },
      { name: 'deadline', label: '整改期限', kind: 'date', required: true },
      { name: 'contingency', label: '应急预案', kind: 'text', required: true, hint: '整改期间如何保证安全' },
      { name: 'before', label: '整改前照片', kind: 'photos' },
    ],
  },
  submission: {
    intro: '销号须有整改前、后照片各至少一张；方案里已附的整改前照片不必再传。',
    fields: [
      note('整改说明', true),
      { name: 'before', label: '整改前照片', kind: 'photos' },
      { name: 'after', label: '整改后照片', kind: 'photos' },
    ],
  },
  rectification: {
    fields: [
      note('整改说明', true),
      { name: 'before', label: '整改前照片', kind: 'photos' },
      { name: 'after', label: '整改后照片', kind: 'photos' },
    ],
  },
  acceptance: { fields: [note('验收意见', true), { name: 'photos', label: '验收照片', kind: 'photos' }] },
  rejection: {
    fields: [reason('退回理由', '哪里不合格、还要做什么'), { name: 'deadline', label: '新的期限', kind: 'date', hint: '不填则沿用原期限' }],
    danger: true,
  },
  'extension-request': { fields: [{ name: 'deadline', label: '申请延至', kind: 'date', required: true }, reason('延期理由')] },
  'extension-grant': { fields: [note('批准意见')] },
  'extension-refusal': { fields: [note('不同意的理由', true)], danger: true },
  escalation: { fields: [{ name: 'to', label: '提级至', kind: 'line', required: true, hint: '如：县安委会办公室' }, reason('提级理由')] },
  transfer: { fields: [{ name: 'rectifier', label: '新的整改责任人', kind: 'account', required: true }, reason('移交理由')] },
  merger: { fields: [{ name: 'into', label: '并入隐患', kind: 'line', required: true, hint: '隐患编号，如 YH-2026-000001' }, reason('合并理由')], danger: true },
  unmerging: { fields: [reason('撤销理由')] },
  acknowledgement: { fields: [note('备注')] },
}

/** A move that a newer platform offers and this page does not know: a note is the best it can ask. */
export const formOf = (word) => FORMS[word] ?? { fields: [note('说明')] }

/** The body to send: empty fields left out, photos as ids. */
export function bodyOf(form, values) {
  const filled = form.body ? form.body(values) : Object.fromEntries(form.fields.map((field) => [field.name, values[field.name]]))
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined && value !== ''))
}

/** Fields left empty that must not be, as `{name: sentence}`; the platform checks again. */
export function missing(form, values) {
  return Object.fromEntries(form.fields
    .filter((field) => field.required && (!field.when || field.when(values)))
    .filter((field) => !String(values[field.name] ?? '').trim())
    .map((field) => [field.name, `请填写${field.label}`]))
}
