import { facts, kinds } from 'shoutu/kit'

const TOLD = {
  'responsibility.year-frozen': ['年终冻结', 'Year frozen'], 'responsibility.report-evaluated': ['述职测评', 'Report evaluated'], 'responsibility.score-rule-drafted': ['起草评分规则', 'Rule drafted'],
  'responsibility.score-rule-compared': ['评分规则试算', 'Rule compared'], 'responsibility.score-rule-activated': ['启用评分规则', 'Rule in force'], 'responsibility.score-rule-retired': ['停用评分规则', 'Rule retired'],
}
facts(TOLD)
kinds({ 'year-end': { name: ['年终结果', 'Year end'], page: 'year-ends' }, 'score-rule': { name: ['评分规则', 'Scoring rule'], page: null } })
export const RULE_TONES = { DRAFT: 'orange', COMPARED: 'blue', ACTIVE: 'green', RETIRED: '' }
const PLACES = { hazard: 'hazards', inspection: 'inspections', risk: 'risks', meeting: 'meetings', 'duty-list': 'my-duties', supervision: 'supervision', deliverable: 'duty-results' }
/** Where a record behind a number opens, or null. */
export const placeOf = (kind, number) => (PLACES[kind] ? `#/${PLACES[kind]}/${encodeURIComponent(number)}` : null)
export const percent = (rate) => (rate === null || rate === undefined ? '—' : `${rate}%`)
