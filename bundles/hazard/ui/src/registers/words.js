import { facts, kinds } from 'shoutu/kit'

/** Colours of what stands where; what is not named is grey. */
export const TONES = { OPEN: 'blue', BUILT: 'blue', RUNNING: 'green', FOUND: 'orange', ORDERED: 'orange', REMOVED: 'blue', VERIFIED: 'green', REPORTED: 'orange', ASSESSED: 'blue', CONTROLLED: 'green', GAPS: 'orange', IN_PLACE: 'green',
  RUNNING_YEAR: 'blue', LISTED: 'orange', WATCHED: 'orange', RELEASED: 'green', DRAFTED: 'blue', APPLIED: 'blue', REVIEWED: 'blue', CERTIFIED: 'green', REFUSED: 'red', IDENTIFIED: 'orange', FILED: 'green', SUBMITTED: 'blue',
  RETURNED: 'orange', SAMPLED: 'green', PUBLISHED: 'green', WITHDRAWN: 'orange', NOT_BUILT: 'orange', RATED: 'green', DECLARED: 'blue', WITHIN: 'green', EXCEEDED: 'red', COLLECTED: 'orange', ANALYSED: 'blue', DISTRIBUTED: 'blue', PROPOSED: 'orange', DECIDED: 'red', EXECUTED: 'red' }

const FIELD = { LINE: 'line', TEXT: 'text', DAY: 'date', MONTH: 'line', YEAR: 'line', MONEY: 'line', COUNT: 'line', FLAG: 'flag', CHOICE: 'select', ENTERPRISE: 'enterprise' }

/** The platform's description of a form as the kit draws it; both ends check it. */
export function form(blanks) {
  const fields = blanks.map((b) => ({ name: b.name, label: [b.label, b.english], kind: FIELD[b.kind], required: b.required && b.kind !== 'FLAG', hint: b.hint ? [b.hint, b.hint] : undefined,
    options: b.kind === 'CHOICE' ? Object.fromEntries(Object.entries(b.options).map(([code, label]) => [code, [label, label]])) : undefined }))
  return { fields, body: (v) => Object.fromEntries(fields.map((f) => [f.name, f.kind === 'flag' ? !!v[f.name] : v[f.name] === undefined || v[f.name] === '' ? null : v[f.name]])) }
}

/** What a value reads as: the word of a choice, yes and no, a figure as it is. */
export function shown(blank, value) {
  if (value === undefined || value === null) return null
  if (blank.kind === 'CHOICE') return blank.options[value] ?? value
  return blank.kind === 'FLAG' ? (value === 'true' ? '是' : '否') : value
}

facts({ 'hazard.register-entered': ['登记台账', 'Entered'], 'hazard.register-moved': ['台账办理', 'Moved on'], 'hazard.register-due': ['台账到期', 'Due'] })
kinds({ register: { name: ['专项台账', 'Register entry'], page: 'registers' } })
