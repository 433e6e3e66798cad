import { GRADES, MODES } from './states.js'

const note = (label, required = false, hint = null) => ({ name: 'note', label, kind: 'text', required, hint })
const reason = (label, hint = null) => ({ name: 'reason', label, kind: 'text', required: true, hint })

/** The form of each move of a hazard, by the last part of the move's address (docs/wire.md, Hazards). */
export const FORMS = {
  verification: { fields: [note(['核实情况', 'What was found'], true, ['到现场看到了什么，与报警是否一致', 'What was seen on site, does it agree with the alarm'])] },
  dismissal: { fields: [reason(['排除理由', 'Why it is no hazard'], ['说明为什么不是隐患，将写入日志', 'Goes into the journal'])] , danger: true },
  grading: {
    start: { grade: 'GENERAL', mode: 'BY_DEADLINE' },
    fields: [
      { name: 'grade', label: ['隐患等级', 'Grade'], kind: 'choice', required: true, options: GRADES.table },
      { name: 'standard', label: ['判定标准', 'Standard'], kind: 'line', required: true, when: (v) => v.grade === 'MAJOR', hint: ['如：工贸企业重大事故隐患判定标准（应急管理部令第10号）'] },
      { name: 'clause', label: ['条款', 'Clause'], kind: 'line', required: true, when: (v) => v.grade === 'MAJOR', hint: ['如：第三条第（一）项'] },
      { name: 'text', label: ['条款内容', 'Text of the clause'], kind: 'text', required: true, when: (v) => v.grade === 'MAJOR' },
      { name: 'mode', label: ['整改方式', 'Mode'], kind: 'choice', required: true, options: MODES.table },
      { name: 'rectifier', label: ['整改责任人', 'Rectifier'], kind: 'account', required: true },
    ],
    body: (v) => ({
      grade: v.grade,
      criterion: v.grade === 'MAJOR' ? { standard: v.standard, clause: v.clause, text: v.text } : null,
      mode: v.mode,
      rectifier: v.rectifier,
    }),
  },
  plan: {
    intro: ['五落实：措施、责任、资金、时限、预案缺一不可。', 'All five: measures, person, funds, deadline, contingency.'],
    fields: [
      { name: 'measures', label: ['整改措施', 'Measures'], kind: 'text', required: true },
      { name: 'responsible', label: ['责任人员', 'Responsible'], kind: 'line', required: true },
      { name: 'funds', label: ['资金保障', 'Funds'], kind: 'line', required: true, hint: ['如：2 万元，设备维护费列支'] },
      { name: 'deadline', label: ['整改期限', 'Deadline'], kind: 'date', required: true },
      { name: 'contingency', label: ['应急预案', 'Contingency plan'], kind: 'text', required: true, hint: ['整改期间如何保证安全', 'How safety is kept meanwhile'] },
      { name: 'before', label: ['整改前照片', 'Photos before'], kind: 'photos' },
    ],
  },
  submission: {
    intro: ['销号须有整改前、后照片各至少一张；方案里已附的整改前照片不必再传。', 'Closing needs a photo from before and one from after.'],
    fields: [
      note(['整改说明', 'What was done'], true),
      { name: 'before', label: ['整改前照片', 'Photos before'], kind: 'photos' },
      { name: 'after', label: ['整改后照片', 'Photos after'], kind: 'photos' },
    ],
  },
  rectification: {
    fields: [
      note(['整改说明', 'What was done'], true),
      { name: 'before', label: ['整改前照片', 'Photos before'], kind: 'photos' },
      { name: 'after', label: ['整改后照片', 'Photos after'], kind: 'photos' },
    ],
  },
  acceptance: { fields: [note(['验收意见', 'Opinion'], true), { name: 'photos', label: ['验收照片', 'Photos'], kind: 'photos' }] },
  rejection: {
    fields: [reason(['退回理由', 'Reason'], ['哪里不合格、还要做什么', 'What is wrong, what is still to be done']), { name: 'deadline', label: ['新的期限', 'New deadline'], kind: 'date', hint: ['不填则沿用原期限', 'Empty: as before'] }],
    danger: true,
  },
  'extension-request': { fields: [{ name: 'deadline', label: ['申请延至', 'Until'], kind: 'date', required: true }, reason(['延期理由', 'Reason'])] },
  'extension-grant': { fields: [note(['批准意见', 'Note'])] },
  'extension-refusal': { fields: [note(['不同意的理由', 'Reason'], true)], danger: true },
  escalation: { fields: [{ name: 'to', label: ['提级至', 'Escalate to'], kind: 'line', required: true, hint: ['如：县安委会办公室'] }, reason(['提级理由', 'Reason'])] },
  transfer: { fields: [{ name: 'rectifier', label: ['新的整改责任人', 'New rectifier'], kind: 'account', required: true }, reason(['移交理由', 'Reason'])] },
  merger: { fields: [{ name: 'into', label: ['并入隐患', 'Into hazard'], kind: 'line', required: true, hint: ['隐患编号，如 YH-2026-000001', 'Number, e.g. YH-2026-000001'] }, reason(['合并理由', 'Reason'])], danger: true },
  unmerging: { fields: [reason(['撤销理由', 'Reason'])] },
  acknowledgement: { fields: [note(['备注', 'Note'])] },
}
