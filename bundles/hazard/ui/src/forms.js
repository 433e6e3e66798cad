import { clauses, standards, wording } from './criteria.js'
import { GRADES, MODES } from './states.js'

const note = (label, required = false, hint = null) => ({ name: 'note', label, kind: 'text', required, hint })
const reason = (label, hint = null) => ({ name: 'reason', label, kind: 'text', required: true, hint })

const major = (values, record) => record?.grade === 'MAJOR'
const clause = [
  { name: 'standard', label: ['判定标准', 'Standard'], kind: 'select', required: true, options: standards, hint: ['请选择已公布的判定标准', 'Choose a published standard'] },
  { name: 'clause', label: ['条款', 'Clause'], kind: 'select', required: true, options: (v) => clauses(v.standard), hint: ['请选择条款', 'Choose a clause'] },
]

/** The form of each move of a hazard, by the last part of the move's address (docs/wire.md, Hazards). */
export const FORMS = {
  verification: { fields: [note(['核实情况', 'What was found'], true, ['到现场看到了什么，与报警是否一致', 'What was seen on site, does it agree with the alarm'])] },
  dismissal: { fields: [reason(['排除理由', 'Why it is no hazard'], ['说明为什么不是隐患，将写入日志', 'Goes into the journal'])] , danger: true },
  grading: {
    start: { grade: 'GENERAL', mode: 'BY_DEADLINE' },
    fields: [
      { name: 'grade', label: ['隐患等级', 'Grade'], kind: 'choice', required: true, options: GRADES.table },
      { name: 'standard', label: ['判定标准', 'Standard'], kind: 'select', required: true, when: (v) => v.grade === 'MAJOR', options: standards, hint: ['请选择已公布的判定标准', 'Choose a published standard'] },
      { name: 'clause', label: ['条款', 'Clause'], kind: 'select', required: true, when: (v) => v.grade === 'MAJOR', options: (v) => clauses(v.standard), hint: ['请选择条款', 'Choose a clause'] },
      { name: 'basis', label: ['检查依据', 'Rule broken'], kind: 'line', when: (v) => v.grade === 'GENERAL', hint: ['如 GB 50016-2014 第7.1.3条；据此认定是否反复', 'Recurrence is known by it'] },
      { name: 'mode', label: ['整改方式', 'Mode'], kind: 'choice', required: true, options: MODES.table },
      { name: 'rectifier', label: ['整改责任人', 'Rectifier'], kind: 'account', required: true },
    ],
    body: (v) => ({
      grade: v.grade,
      criterion: v.grade === 'MAJOR' ? { standard: v.standard, clause: v.clause, text: wording(v.standard, v.clause) || v.clause } : null,
      basis: v.grade === 'GENERAL' ? v.basis : undefined,
      mode: v.mode,
      rectifier: v.rectifier,
    }),
  },
  plan: {
    intro: ['五落实：措施、责任、资金、时限、预案缺一不可；重大事故隐患还须填写目标任务、时限要求、安全措施，六项齐全。', 'All five: measures, person, funds, deadline, contingency; a major hazard needs all six parts.'],
    fields: [
      { name: 'goals', label: ['目标和任务', 'Goals'], kind: 'text', required: true, when: major },
      { name: 'measures', label: ['整改措施', 'Measures'], kind: 'text', required: true },
      { name: 'responsible', label: ['责任人员', 'Responsible'], kind: 'line', required: true },
      { name: 'funds', label: ['资金保障', 'Funds'], kind: 'line', required: true, hint: ['如：2 万元，设备维护费列支'] },
      { name: 'deadline', label: ['整改期限', 'Deadline'], kind: 'date', required: true },
      { name: 'contingency', label: ['应急预案', 'Contingency plan'], kind: 'text', required: true, hint: ['整改期间如何保证安全', 'How safety is kept meanwhile'] },
      { name: 'requirements', label: ['时限和要求', 'Requirements'], kind: 'text', required: true, when: major },
      { name: 'safety', label: ['安全措施', 'Safety measures'], kind: 'text', required: true, when: major, hint: ['治理期间如何防止事故；不能保证安全的应撤人停产', 'How accidents are kept away meanwhile'] },
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
  upgrade: {
    intro: ['调升为重大须引用判定标准条款；已提交复查的退回整改，方案补齐六项后再提交。', 'Only by a clause; what was handed in goes back until the plan has all six parts.'], danger: true,
    fields: clause, body: (v) => ({ criterion: { standard: v.standard, clause: v.clause, text: wording(v.standard, v.clause) || v.clause } }),
  },
  'regrading-request': { fields: [reason(['申请理由', 'Reason'], ['为什么不再符合该条款，由分管领导审批', 'A leader decides'])] },
  'regrading-approval': { fields: [note(['审批意见', 'Opinion'], true)], danger: true },
  'regrading-refusal': { fields: [reason(['不同意的理由', 'Reason'])] },
  'plan-supplement': {
    fields: [
      { name: 'goals', label: ['目标和任务', 'Goals'], kind: 'text' }, { name: 'requirements', label: ['时限和要求', 'Requirements'], kind: 'text' },
      { name: 'safety', label: ['安全措施', 'Safety measures'], kind: 'text' },
    ],
    start: (record) => ({ goals: record?.plan?.goals ?? '', requirements: record?.plan?.requirements ?? '', safety: record?.plan?.safety ?? '' }),
  },
  'look-back': { fields: [{ name: 'due', label: ['回头看日期', 'By'], kind: 'date', required: true }] },
  'look-back-pass': { fields: [note(['回头看情况', 'What was seen'], true), { name: 'photos', label: ['现场照片', 'Photos'], kind: 'photos' }] },
  rebound: {
    intro: ['原隐患保持销号，另立一条新隐患并与之关联。', 'The old one stays closed; a new hazard is opened and linked.'], danger: true,
    fields: [reason(['反弹情况', 'What is there again']), { name: 'photos', label: ['现场照片', 'Photos'], kind: 'photos', required: true }],
  },
  acknowledgement: { fields: [note(['备注', 'Note'])] },
}

/** A new hazard. */
export const REGISTER = {
  start: { source: 'inspection' },
  fields: [
    { name: 'title', label: ['隐患名称', 'Title'], kind: 'line', required: true, hint: ['一句话说清：在哪里、什么不对', 'Where, and what is wrong'] },
    { name: 'description', label: ['描述', 'Description'], kind: 'text' },
    { name: 'enterprise', label: ['企业', 'Enterprise'], kind: 'enterprise' },
    { name: 'place', label: ['具体位置', 'Place'], kind: 'line' },
    { name: 'source', label: ['来源', 'Source'], kind: 'select', required: true, options: { inspection: ['检查', 'Inspection'], 'self-check': ['企业自查', 'Self-check'], citizen: ['群众举报', 'Citizen'], expert: ['专家诊断', 'Expert'], other: ['其他', 'Other'] } },
    { name: 'basis', label: ['检查依据', 'Rule broken'], kind: 'line', hint: ['如 GB 50016-2014 第7.1.3条', 'As people quote it'] },
    { name: 'riskUnit', label: ['所在风险点', 'Risk unit'], kind: 'line', hint: ['编号，如 FX-2026-000001；可不填', 'Number, may be empty'] },
    { name: 'before', label: ['现场照片', 'Photos'], kind: 'photos' },
  ],
}
