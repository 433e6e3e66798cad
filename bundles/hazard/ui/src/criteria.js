import { reactive } from 'vue'
import { get } from 'shoutu'

/** The published criteria in force (判定标准), read once when a form or page asks for them. */
export const criteria = reactive({ all: [], read: false, problem: '' })
export async function readCriteria() {
  if (criteria.read) return
  criteria.read = true
  try {
    criteria.all = await get('/api/criteria?inForce=true')
  } catch (refusal) {
    criteria.read = false
    criteria.problem = refusal.message
  }
}
const same = (label) => [label, label]
/** Titles to choose from, and the clauses of one; a clause is shown with the beginning of its wording. */
export const standards = () => Object.fromEntries(criteria.all.map((standard) => [standard.title, same(standard.title)]))
export const clauses = (title) => Object.fromEntries((criteria.all.find((standard) => standard.title === title)?.clauses ?? [])
  .map((clause) => [clause.clause, same(`${clause.clause} ${clause.text.length > 42 ? `${clause.text.slice(0, 42)}…` : clause.text}`)]))
export const wording = (title, clause) => criteria.all.find((standard) => standard.title === title)?.clauses.find((each) => each.clause === clause)?.text ?? ''
