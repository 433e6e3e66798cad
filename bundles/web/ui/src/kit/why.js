import { shallowRef } from 'vue'
import { look } from './look.js'
import { say } from './messages.js'
import { rolesLabel } from './words.js'

/** The English table, read when somebody works in English. */
const table = shallowRef(null)
let asked = false

/** Why a move cannot be made now (为什么不能办), as `moves` of a record tell it: in Chinese as the platform said it, in English by its code. Reactive. */
export function whyNot(move) {
  if (!move.whyNot) return say('由{role}办理', 'For the {role}', { role: rolesLabel(move.role) })
  if (look.language !== 'en' || !move.code) return move.whyNot
  if (!asked) {
    asked = true
    import('./reasons.js').then((read) => { table.value = read }, () => { asked = false }) // the platform is away: its own words stand
  }
  return table.value?.englishWhyNot(move.code, move.whyNot, rolesLabel(move.role)) ?? move.whyNot
}
