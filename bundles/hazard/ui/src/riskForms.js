/** Where and what a risk unit is (风险点概况). */
export const SITE = {
  start: { kind: 'place' },
  fields: [
    { name: 'name', label: ['名称', 'Name'], kind: 'line', required: true, hint: ['如：液氨制冷机房', 'e.g. ammonia plant room'] },
    { name: 'kind', label: ['类型', 'Kind'], kind: 'choice', required: true, options: { facility: ['设备设施', 'Facility'], operation: ['作业活动', 'Operation'], place: ['场所区域', 'Place'] } },
    { name: 'enterprise', label: ['企业', 'Enterprise'], kind: 'enterprise', required: true },
    { name: 'place', label: ['具体位置', 'Place'], kind: 'line' },
    { name: 'responsible', label: ['责任人', 'Responsible'], kind: 'line' },
    { name: 'tier', label: ['管控层级', 'Controlled by'], kind: 'select', options: { company: ['公司级', 'Company'], department: ['车间（部门）级', 'Department'], team: ['班组级', 'Team'], post: ['岗位级', 'Post'] } },
    { name: 'longitude', label: ['经度', 'Longitude'], kind: 'number', min: -180, max: 180 },
    { name: 'latitude', label: ['纬度', 'Latitude'], kind: 'number', min: -90, max: 90 },
    { name: 'devices', label: ['监测设备', 'Sensors'], kind: 'line', hint: ['设备编号，逗号分隔；报警时等级随之升高', 'Ids, comma-separated'] },
  ],
  body: (v) => ({ ...v, longitude: v.longitude === '' || v.longitude === undefined ? undefined : Number(v.longitude), latitude: v.latitude === '' || v.latitude === undefined ? undefined : Number(v.latitude), devices: String(v.devices ?? '').split(/[,，\s]+/).filter(Boolean) }),
}

const inherent = (name, label, options) => ({ name, label, kind: 'select', required: true, options })
/** The scores of a method's factor as choices: score and what it stands for. */
export const scores = (method, factor) => Object.fromEntries((method?.factors?.[factor] ?? []).map((step) => [`${step.score} `, [`${step.score} ${step.label}`, `${step.score} ${step.label}`]]))

const HARMS = ['火灾', '爆炸', '中毒和窒息', '灼烫', '触电', '机械伤害', '高处坠落', '物体打击', '坍塌', '车辆伤害', '起重伤害', '淹溺', '其他伤害']
const KINDS = { ENGINEERING: ['工程技术', 'Engineering'], MANAGEMENT: ['管理', 'Management'], TRAINING: ['培训教育', 'Training'], PROTECTION: ['个体防护', 'Protection'], EMERGENCY: ['应急处置', 'Emergency'] }

/**
 * The form of one event (风险事件): both assessments by one method, and a measure of each sort that is filled in. `method()` answers the method in
 * force, `kept` the events there already, which are sent again unchanged.
 */
export function assessment(methods, conditions) {
  const of = (v) => methods().find((each) => each.kind === v.method && each.state === 'IN_FORCE')
  const factor = (which, name, label) => inherent(`${which}${name}`, label, (v) => scores(of(v), name))
  const lec = (v) => v.method === 'LEC'
  const fields = [
    { name: 'name', label: ['风险事件', 'Event'], kind: 'line', required: true, hint: ['如：液氨泄漏中毒', 'e.g. ammonia leak'] },
    { name: 'harm', label: ['事故类型', 'Sort of accident'], kind: 'select', options: Object.fromEntries(HARMS.map((each) => [each, [each, each]])) },
    { name: 'method', label: ['评价方法', 'Method'], kind: 'choice', required: true, options: { LEC: ['LEC', 'LEC'], LS: ['LS', 'LS'], MATRIX: ['矩阵', 'Matrix'] } },
    factor('i', 'L', ['固有 L 可能性', 'Inherent L']), { ...factor('i', 'E', ['固有 E 暴露', 'Inherent E']), when: lec }, { ...factor('i', 'C', ['固有 C 后果', 'Inherent C']), when: lec }, { ...factor('i', 'S', ['固有 S 后果', 'Inherent S']), when: (v) => !lec(v) },
  ]
  for (const [kind, label] of Object.entries(KINDS)) fields.push({ name: kind, label: [`${label[0]}措施`, label[1]], kind: 'text' })
  fields.push(
    { name: 'responsible', label: ['责任人', 'Responsible'], kind: 'line' }, { name: 'everyDays', label: ['排查周期（天）', 'Check every (days)'], kind: 'number', min: 0, max: 3660, hint: ['0 为不自动派发', '0: never by itself'] },
    factor('r', 'L', ['剩余 L 可能性', 'Residual L']), { ...factor('r', 'E', ['剩余 E 暴露', 'Residual E']), when: lec }, { ...factor('r', 'C', ['剩余 C 后果', 'Residual C']), when: lec }, { ...factor('r', 'S', ['剩余 S 后果', 'Residual S']), when: (v) => !lec(v) },
    { name: 'red', label: ['直接判定重大', 'Red whatever is reckoned'], kind: 'select', options: () => Object.fromEntries(conditions().filter((each) => each.active).map((each) => [each.code, [each.label, each.label]])), hint: ['不适用', 'None applies'] },
    { name: 'more', label: ['已有的事件', 'Events there already'], kind: 'choice', required: true, options: { keep: ['保留，再加一个', 'Keep, add this'], replace: ['全部替换为本事件', 'Replace all by this'] }, when: (v, record) => record?.events?.length > 0 },
  )
  const assessed = (v, which) => ({ method: v.method, inputs: Object.fromEntries((lec(v) ? ['L', 'E', 'C'] : ['L', 'S']).map((name) => [name, Number(v[`${which}${name}`])])) })
  const again = (event) => ({ name: event.name, harm: event.harm, measures: event.measures.map(({ kind, text, responsible, everyDays }) => ({ kind, text, responsible, everyDays })), inherent: { method: event.inherent.method, inputs: event.inherent.inputs }, residual: { method: event.residual.method, inputs: event.residual.inputs } })
  return {
    intro: ['先按未采取措施时评固有风险，再填措施，然后按措施落实后评剩余风险；分值由平台复算。', 'First without measures, then the measures, then with them; the platform reckons.'],
    start: { method: 'LEC', everyDays: 30, more: 'keep' }, fields,
    body: (v, record) => ({
      events: [...(v.more === 'replace' ? [] : (record?.events ?? []).map(again)), {
        name: v.name, harm: v.harm || null, inherent: assessed(v, 'i'), residual: assessed(v, 'r'),
        measures: Object.keys(KINDS).filter((kind) => v[kind]?.trim()).map((kind) => ({ kind, text: v[kind].trim(), responsible: v.responsible || null, everyDays: Number(v.everyDays || 0) })),
      }],
      directRed: v.red ? [v.red] : [],
    }),
  }
}

const note = (label, required = false) => ({ name: 'note', label, kind: 'text', required })
const reason = (label) => ({ name: 'reason', label, kind: 'text', required: true })
export const RISK_FORMS = {
  approval: { fields: [note(['审定意见', 'Opinion'], true)] },
  return: { fields: [reason(['退回理由', 'Reason'])], danger: true },
  review: { fields: [note(['评审情况', 'What was found'], true)] },
  removal: { fields: [reason(['核销理由', 'Reason'])], danger: true },
}
