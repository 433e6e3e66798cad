import { facts, kinds, terms } from 'shoutu/kit'

const reason = (label, required = true) => ({ name: 'reason', label, kind: 'text', required })
const only = (...fields) => ({ fields, body: (v) => Object.fromEntries(fields.map((f) => [f.name, v[f.name] === undefined || v[f.name] === '' ? null : v[f.name]])) })
const firm = { name: 'enterprise', label: ['企业', 'Enterprise'], kind: 'enterprise', required: true }

/** The three sorts of records (监管事项): address, words, forms. */
export const SORTS = {
  certificates: {
    kind: 'certificate', title: ['证书与特种设备', 'Certificates'], record: ['证书', 'Certificate'], add: ['登记证书', 'Register one'], operation: 'certificate.register',
    states: terms({ VALID: ['有效', 'Valid'], EXPIRED: ['已过期', 'Expired'], STOPPED: ['已停用', 'Stopped'], WITHDRAWN: ['已撤销', 'Withdrawn'], REPORTED: ['企业申报待核对', 'Claimed, to be checked'], RETURNED: ['已退回企业', 'Sent back'], VOID: ['已作废', 'Void'] }), tones: { VALID: 'green', EXPIRED: 'red', STOPPED: 'orange', WITHDRAWN: '', REPORTED: 'orange', RETURNED: 'red', VOID: '' },
    kinds: terms({ EQUIPMENT: ['特种设备检验', 'Equipment'], OPERATOR: ['作业人员证', 'Operator'], STANDARDISATION: ['安全生产标准化等级', 'Standardisation'], LICENCE: ['安全生产许可证', 'Licence'] }),
    form(self) {
      return {
        start: { kind: 'EQUIPMENT' },
        fields: [firm, { name: 'kind', label: ['类别', 'Kind'], kind: 'select', required: true, options: self.kinds.table }, { name: 'ownNumber', label: ['证书或设备编号', 'Number on it'], kind: 'line', required: true },
          { name: 'what', label: ['设备、工种或内容', 'What'], kind: 'line', required: true, hint: ['作业人员填工号，不填姓名', 'an operator by his number at work'] },
          { name: 'grade', label: ['等级', 'Grade'], kind: 'choice', options: { 1: ['一级', '1'], 2: ['二级', '2'], 3: ['三级', '3'] }, when: (v) => v.kind === 'STANDARDISATION', required: true },
          { name: 'validUntil', label: ['有效期至', 'Valid until'], kind: 'date', required: true }],
        body: (v) => ({ enterprise: v.enterprise, kind: v.kind, ownNumber: v.ownNumber, what: v.what, grade: v.kind === 'STANDARDISATION' ? Number(v.grade) : null, validUntil: v.validUntil }),
      }
    },
    forms: { renewal: only({ name: 'validUntil', label: ['新的有效期', 'Valid until'], kind: 'date', required: true }, reason(['说明', 'Note'], false)), stopping: only(reason(['停用理由', 'Why'])), withdrawal: { ...only(reason(['撤销理由', 'Why'])), danger: true },
      claim: { ...only({ name: 'validUntil', label: ['新证有效期至', 'Valid until'], kind: 'date', required: true }, reason(['说明', 'Note'], false)), intro: ['申报后由监管人员对照证书原件核对，核对之前仍按原有效期计算。', 'Counts once an office has compared it with the paper.'] },
      confirmation: { ...only(reason(['说明', 'Note'], false)), intro: ['请对照证书原件：编号、内容、有效期都一致才确认。', 'Compare number, content and day with the paper.'] }, return: { ...only(reason(['退回理由', 'Why'])), danger: true }, voiding: { ...only(reason(['作废理由', 'Why'])), danger: true, intro: ['登记错误才作废；作废后可以用同一编号重新登记。', 'For wrong entries only.'] } },
    onward: ['renewal', 'confirmation', 'claim'], rows: (r) => [[['类别', 'Kind'], SORTS.certificates.kinds(r.kind)], [['编号', 'Number'], r.ownNumber], [['内容', 'What'], r.what], [['等级', 'Grade'], r.grade ? `${r.grade}` : null], [['有效期至', 'Valid until'], r.validUntil], [['企业申报有效期至', 'Claimed until'], r.claimedUntil], [['说明', 'Note'], r.note]],
    day: (r) => r.validUntil, open: (v) => !['WITHDRAWN', 'VOID'].includes(v.state),
    life: (v) => ({ labels: ['REPORTED', 'RETURNED'].includes(v.state) ? [['企业申报', 'Claimed'], v.state === 'RETURNED' ? ['已退回', 'Sent back'] : ['核对', 'Checked'], ['有效', 'Valid']] : [['有效', 'Valid'], v.state === 'VALID' ? ['到期', 'Expiry'] : SORTS.certificates.states.table[v.state]], at: v.state === 'RETURNED' ? 1 : ['VALID', 'REPORTED'].includes(v.state) ? 0 : 1, ended: ['WITHDRAWN', 'VOID'].includes(v.state) }),
  },
  'work-stops': {
    kind: 'work-stop', title: ['停工与复工', 'Stops and restarts'], record: ['停复工', 'Stop of work'], add: ['登记停工停产', 'Register one'], operation: 'work-stop.register',
    states: terms({ STOPPED: ['停工停产', 'Stopped'], APPLIED: ['申请复工', 'Applied'], CHECKED: ['已核查', 'Checked'], APPROVED: ['同意复工', 'Approved'], RESUMED: ['已复工', 'Resumed'], UNAPPROVED: ['擅自复工', 'Without approval'], VOID: ['已作废', 'Void'] }),
    tones: { STOPPED: 'orange', APPLIED: 'blue', CHECKED: 'blue', APPROVED: 'green', RESUMED: 'green', UNAPPROVED: 'red', VOID: '' },
    form: () => ({ fields: [firm, { name: 'forced', label: ['责令停产', 'Ordered'], kind: 'flag', hint: ['依法责令，不是企业自行安排', 'ordered, not planned'] }, reason(['停工停产原因', 'Why']), { name: 'stopDay', label: ['停工日期', 'From'], kind: 'date', required: true }],
      body: (v) => ({ enterprise: v.enterprise, forced: !!v.forced, reason: v.reason, stopDay: v.stopDay }) }),
    forms: { application: only(reason(['复工准备情况', 'Preparations'])), check: only({ name: 'inspection', label: ['核查编号', 'Restart check'], kind: 'line', required: true, hint: ['如 JC-2026-000012，须是该企业、无不符合项的复工复产核查'] }), approval: only(reason(['批示', 'Note'], false)),
      refusal: { ...only(reason(['不同意的理由', 'Why'])), danger: true }, resumption: only(reason(['说明', 'Note'], false)), violation: { ...only(reason(['发现情况', 'What was found'])), danger: true }, stopping: only(reason(['说明', 'Note'], false)), voiding: { ...only(reason(['作废理由', 'Why'])), danger: true } },
    onward: ['application', 'check', 'approval', 'resumption'],
    rows: (r) => [[['原因', 'Why'], r.reason], [['停工日期', 'Stopped'], r.stopDay], [['复工日期', 'Resumed'], r.restartDay], [['方式', 'How'], r.forced ? '责令停产停业' : '自行停工停产'], [['复工核查', 'Check'], r.inspection], [['说明', 'Note'], r.note]],
    day: (r) => r.stopDay, open: (v) => !['RESUMED', 'VOID'].includes(v.state),
    life: (v) => v.state === 'VOID' ? { labels: [['停工', 'Stopped'], ['已作废', 'Void']], at: 1, ended: true } : ({ labels: v.state === 'UNAPPROVED' ? [['停工', 'Stopped'], ['擅自复工', 'Without approval']] : [['停工', 'Stopped'], ['申请', 'Applied'], ['核查', 'Checked'], ['同意', 'Approved'], ['复工', 'Resumed']], at: { STOPPED: 0, APPLIED: 1, CHECKED: 2, APPROVED: 3, RESUMED: 4, UNAPPROVED: 1 }[v.state], ended: v.state === 'RESUMED' }),
  },
  'safety-projects': {
    kind: 'safety-project', title: ['建设项目三同时', 'Three simultaneities'], record: ['三同时项目', 'Project'], add: ['登记项目', 'Register one'], operation: 'safety-project.register',
    states: terms({ REGISTERED: ['已登记', 'Registered'], ASSESSED: ['已安全评价', 'Assessed'], DESIGN_REVIEWED: ['设计已审查', 'Design reviewed'], BUILDING: ['施工中', 'Building'], ACCEPTED: ['竣工已验收', 'Accepted'], IN_USE: ['投入使用', 'In use'], VOID: ['已作废', 'Void'] }),
    tones: { REGISTERED: 'blue', ASSESSED: 'blue', DESIGN_REVIEWED: 'blue', BUILDING: 'orange', ACCEPTED: 'green', IN_USE: 'green', VOID: '' },
    form: () => ({ fields: [firm, { name: 'title', label: ['项目名称', 'Title'], kind: 'line', required: true }, { name: 'highRisk', label: ['高危项目', 'High risk'], kind: 'flag', hint: ['矿山、金属冶炼、危险物品（安全生产法第三十二条）', 'mines, smelting, dangerous goods'] }], body: (v) => ({ enterprise: v.enterprise, title: v.title, highRisk: !!v.highRisk }) }),
    forms: { ...Object.fromEntries(['assessment', 'design-review', 'construction', 'use'].map((word) => [word, only(reason(['意见', 'Opinion'], false))])),
      acceptance: { fields: [{ name: 'health', label: ['职业病防护设施', 'Health facilities'], kind: 'flag', hint: ['已同时完成', 'done as well'] }, reason(['验收意见', 'Opinion'], false)], body: (v) => ({ health: !!v.health, reason: v.reason || null }) },
      'early-use': { ...only(reason(['发现情况', 'What was found'])), danger: true }, veto: { ...only(reason(['否决理由', 'Why'])), danger: true, intro: ['否决后，后续环节都不能办理，直到解除。', 'Blocks every later stage until lifted.'] }, lifting: only(reason(['解除理由', 'Why'])), voiding: { ...only(reason(['作废理由', 'Why'])), danger: true } },
    onward: ['assessment', 'design-review', 'construction', 'acceptance', 'use'],
    rows: (r) => [[['高危项目', 'High risk'], r.highRisk ? '是' : '否'], [['职业病防护设施', 'Health facilities'], r.healthDone ? '已同时验收' : '未验收'], [['一票否决', 'Veto'], r.vetoReason], [['未验先用', 'Used early'], r.usedEarly ? '发现过' : null], [['说明', 'Note'], r.note]],
    day: () => null, open: (v) => !['IN_USE', 'VOID'].includes(v.state), life: (v) => v.state === 'VOID' ? { labels: [['已登记', 'Registered'], ['已作废', 'Void']], at: 1, ended: true } : ({ labels: Object.values(SORTS['safety-projects'].states.table).slice(0, 6), at: Object.keys(SORTS['safety-projects'].states.table).indexOf(v.state), ended: v.state === 'IN_USE' }),
  },
}
facts({
  'hazard.work-stopped': ['停工停产', 'Work stopped'], 'hazard.work-stop-moved': ['停复工办理', 'Stop moved on'], 'hazard.work-resumed': ['复工', 'Work resumed'], 'hazard.unapproved-work-resumed': ['擅自复工', 'Resumed without approval'],
  'hazard.project-registered': ['登记三同时项目', 'Project registered'], 'hazard.project-moved': ['三同时办理', 'Project moved on'], 'hazard.project-vetoed': ['一票否决', 'Vetoed'], 'hazard.project-veto-lifted': ['解除否决', 'Veto lifted'],
  'hazard.project-early-used': ['发现未验先用', 'Used before acceptance'], 'hazard.certificate-registered': ['登记证书', 'Certificate registered'], 'hazard.certificate-moved': ['企业申报、退回', 'Claimed or sent back'], 'hazard.certificate-renewed': ['换证', 'Renewed'], 'hazard.certificate-expired': ['证书过期', 'Expired'],
  'hazard.certificate-ended': ['停用、撤销或作废', 'Stopped, withdrawn or void'],
})
kinds({ certificate: { name: ['证书', 'Certificate'], page: 'certificates' }, 'work-stop': { name: ['停复工', 'Stop of work'], page: 'work-stops' }, 'safety-project': { name: ['三同时项目', 'Project'], page: 'safety-projects' } })
