import { say } from '../kit/messages.js'
import { ROLES } from '../kit/words.js'

/** Where roles hold, in one line. */
export function scopeText(scope) {
  if (scope.everywhere) return say('全县', 'Everywhere')
  const parts = [[scope.areas, say('区划', 'divisions')], [scope.units, say('单位', 'units')], [scope.enterprises, say('企业', 'enterprises')]].filter(([list]) => list.length)
  return parts.length ? parts.map(([list, label]) => `${label} ${list.join('、')}`).join('；') : say('看不到任何数据', 'nothing')
}

const APART = ['admin', 'security', 'auditor']
/** What speaks against these roles together, or null; the platform checks again. */
export function wrongGrant({ roles, everywhere, areas, units, enterprises }) {
  const apart = roles.filter((role) => APART.includes(role))
  if (apart.length > 1) return say('{a} 与 {b} 不能由一人兼任', '{a} and {b} are kept apart', { a: ROLES(apart[0]), b: ROLES(apart[1]) })
  if (apart.some((role) => role !== 'admin') && roles.length > 1) return say('{a}不得兼任其他角色', 'The {a} holds nothing besides', { a: ROLES(apart[0]) })
  if (!everywhere && roles.length && !`${areas}${units}${enterprises}`.trim()) return say('限定范围时请至少写一个区划、单位或企业', 'Name at least one place')
  return null
}
