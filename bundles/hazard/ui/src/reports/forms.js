import { CHANNELS, FINDINGS, KINDS } from './words.js'

const reason = (label, hint = null) => ({ name: 'reason', label, kind: 'text', required: true, hint })
const plain = (intro) => ({ intro, fields: [], body: () => ({ note: null }) })
const FILE = ['不要写举报人的姓名、电话等，写了会被退回', 'Do not name the reporter; such a text is refused']

/** Taking in at the desk (来电来信来访登记). */
export const TAKE_IN = {
  start: { channel: 'PHONE_12350', kind: 'MAJOR_HAZARD' },
  intro: ['上半部分是举报事项，办理人员都能看到；下半部分是举报人信息，提交后即密封，只有举报受理员和举报保密员能凭理由查看，每次查看都留痕。', 'What is reported is seen by all handlers; who reported is sealed and read by two roles only, with a reason.'],
  fields: [
    { name: 'channel', label: ['渠道', 'Channel'], kind: 'select', required: true, options: { PHONE_12350: CHANNELS.table.PHONE_12350, MAIL: CHANNELS.table.MAIL, WALK_IN: CHANNELS.table.WALK_IN, TRANSFERRED: CHANNELS.table.TRANSFERRED } },
    { name: 'kind', label: ['举报类别', 'Kind'], kind: 'select', required: true, options: KINDS.table },
    { name: 'matter', label: ['举报事项', 'Matter'], kind: 'text', required: true, hint: FILE },
    { name: 'enterprise', label: ['被举报单位', 'Enterprise'], kind: 'enterprise' },
    { name: 'place', label: ['地点', 'Place'], kind: 'line' },
    { name: 'inside', label: ['企业员工', 'Employee'], kind: 'flag', hint: ['举报人是被举报单位的员工', 'works there'] },
    { name: 'jointReporters', label: ['联名人数', 'How many'], kind: 'number', min: 1, max: 1000 },
    { name: 'name', label: ['举报人姓名', 'Name'], kind: 'line', hint: ['匿名可不填', 'may be left out'] },
    { name: 'phone', label: ['举报人电话', 'Phone'], kind: 'line' },
    { name: 'address', label: ['举报人住址', 'Address'], kind: 'line' },
    { name: 'statement', label: ['原始陈述', 'Own words'], kind: 'text', hint: ['来电来信原话，随举报人信息一起密封', 'sealed with the rest'] },
  ],
  body: (v) => ({
    channel: v.channel, kind: v.kind, matter: v.matter, enterprise: v.enterprise || null, place: v.place || null, inside: !!v.inside, jointReporters: v.jointReporters ? Number(v.jointReporters) : 1, files: [],
    reporter: { name: v.name || null, phone: v.phone || null, address: v.address || null, idNumber: null, email: null, statement: v.statement || null, account: null },
  }),
}

/** The form of each move of a report. */
export const FORMS = {
  registration: {
    intro: ['先凭理由查看举报人原话，再把事项另写下来。', 'Read the sealed words first, then write the matter anew.'],
    fields: [{ name: 'kind', label: ['举报类别', 'Kind'], kind: 'select', options: KINDS.table }, { name: 'matter', label: ['举报事项', 'Matter'], kind: 'text', required: true, hint: FILE },
      { name: 'enterprise', label: ['被举报单位', 'Enterprise'], kind: 'enterprise' }, { name: 'place', label: ['地点', 'Place'], kind: 'line' }],
    body: (v) => ({ kind: v.kind || null, matter: v.matter, enterprise: v.enterprise || null, area: null, place: v.place || null }),
  },
  acceptance: plain(['受理后开始计算办理期限。', 'The term to handle it begins.']),
  refusal: { fields: [reason(['不予受理的理由', 'Why'])], danger: true },
  transfer: { fields: [{ name: 'to', label: ['移送单位', 'To'], kind: 'line', required: true }, reason(['移送理由', 'Why'])] },
  hazard: plain(['按举报事项登记隐患，隐患里没有举报人和举报渠道。', 'Registers the hazard; it says neither who nor how.']),
  extension: { fields: [reason(['延长理由', 'Why'], ['只能延长一次', 'once only'])] },
  check: {
    start: { firstReport: true },
    fields: [{ name: 'finding', label: ['核查结论', 'Finding'], kind: 'choice', required: true, options: FINDINGS.table }, { name: 'text', label: ['核查情况', 'What was found'], kind: 'text', required: true, hint: FILE },
      { name: 'firstReport', label: ['首次有效举报', 'First report'], kind: 'flag' }, { name: 'knownBefore', label: ['部门已掌握', 'Known before'], kind: 'flag' },
      { name: 'byGovernment', label: ['政府组织核查', 'By a government'], kind: 'flag', hint: ['涉及人员死亡的须由县级以上人民政府组织核查（安全生产法第七十三条）', 'where somebody died'] }],
    body: (v) => ({ finding: v.finding, text: v.text, firstReport: !!v.firstReport, knownBefore: !!v.knownBefore, byGovernment: !!v.byGovernment }),
  },
  reply: { fields: [{ name: 'reply', label: ['答复内容', 'Reply'], kind: 'text', required: true, hint: ['举报人凭查询码可以看到', 'seen with the code'] }] },
  proposal: {
    intro: ['金额由平台按举报奖励规则计算：处罚决定生效后填写最终罚款。', 'The sum comes from the rule; fill in the final fine.'],
    fields: [{ name: 'fineFinal', label: ['最终罚款（元）', 'Final fine'], kind: 'number', min: 0, max: 100000000, when: (v, r) => ['MAJOR_HAZARD', 'VIOLATION'].includes(r?.report?.kind) },
      { name: 'fineEffective', label: ['处罚生效日期', 'Effective'], kind: 'date', when: (v, r) => ['MAJOR_HAZARD', 'VIOLATION'].includes(r?.report?.kind) },
      { name: 'deaths', label: ['确认死亡人数', 'Deaths'], kind: 'number', min: 1, max: 1000, when: (v, r) => r?.report?.kind === 'CONCEALED_ACCIDENT' },
      { name: 'grade', label: ['事故等级', 'Grade'], kind: 'select', options: { GENERAL: ['一般', 'General'], LARGER: ['较大', 'Larger'], MAJOR: ['重大', 'Major'], GRAVE: ['特别重大', 'Grave'] }, when: (v, r) => r?.report?.kind === 'CONCEALED_ACCIDENT' }],
    body: (v) => ({ fineFinal: v.fineFinal ? Number(v.fineFinal) : null, fineEffective: v.fineEffective || null, deaths: v.deaths ? Number(v.deaths) : null, grade: v.grade || null }),
  },
  approval: plain(['批准后开始计算领取期限。', 'The term to collect begins.']),
  return: { fields: [reason(['退回理由', 'Why'])] },
  payment: plain(['确认已按查询码或身份核对后发放。', 'Paid after checking code or identity.']),
  waiver: { ...plain(['领取期限已过，视为放弃。', 'The term to collect is over.']), danger: true },
  archiving: plain(['归档后不再办理。', 'Nothing more follows.']),
}
