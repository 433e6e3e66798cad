import { say } from './messages.js'
import { pageOfKind } from './words.js'

/** Pure thinking of the page: no network, no document; `now` always comes in. */

/** `3分钟前` and the like for a time that has passed. */
export function since(instant, now) {
  const seconds = Math.max(0, Math.round((now - new Date(instant)) / 1000))
  if (seconds < 5) return say('刚刚', 'just now')
  if (seconds < 60) return say('{n}秒前', '{n} s ago', { n: seconds })
  if (seconds < 3600) return say('{n}分钟前', '{n} min ago', { n: Math.floor(seconds / 60) })
  if (seconds < 86400) return say('{n}小时前', '{n} h ago', { n: Math.floor(seconds / 3600) })
  return say('{n}天前', '{n} d ago', { n: Math.floor(seconds / 86400) })
}

const LEGAL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** A moment as people in China read it, `2026-11-22 10:30:05`, whatever zone the PC is set to. */
export const moment = (instant) => (instant === null || instant === undefined ? '' : LEGAL.format(new Date(instant)))

/** The legal day of a moment, `2026-11-22`. */
export const day = (instant) => moment(instant).slice(0, 10)

/**
 * How a deadline (a legal day) stands today: `{text, late, near}`.
 *
 * @param deadline `2026-12-31` or null
 */
export function dueText(deadline, now, overdue = false) {
  if (!deadline) return { text: say('未定期限', 'no deadline'), late: false, near: false }
  const left = Math.round((Date.parse(`${deadline}T00:00:00Z`) - Date.parse(`${day(now)}T00:00:00Z`)) / 86400000)
  if (left < 0) return { text: say('逾期 {n} 天', '{n} d overdue', { n: -left }), late: true, near: true }
  if (overdue) return { text: say('已逾期', 'overdue'), late: true, near: true }
  if (left === 0) return { text: say('今天到期', 'due today'), late: false, near: true }
  return { text: say('剩 {n} 天', '{n} d left', { n: left }), late: false, near: left <= 3 }
}

/** An address of the console taken apart: `#/hazards/YH-1?tab=x` → `{path: '/hazards/YH-1', query: {tab: 'x'}}`. */
export function addressParts(hash) {
  const [, path = '/', query = ''] = /^#(\/[^?]*)?(?:\?(.*))?$/.exec(hash || '#/') ?? []
  return { path: path || '/', query: Object.fromEntries(new URLSearchParams(query)) }
}

/** `{open: true, text: ''}` → `open=true`: what is empty is left out. */
export const queryOf = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
  .map(([name, value]) => [name, String(value)])).toString()

/** The address inside the console of a subject `kind/number`, or null where it has no page. A page that ends with `=` takes the number as its value. */
export function addressOf(subject) {
  const [kind, number] = split(subject)
  const page = pageOfKind(kind)
  return page ? `#/${page}${page.endsWith('=') ? '' : '/'}${encodeURIComponent(number)}` : null
}

/** `kind/number` → `[kind, number]`; an object with both is taken as well. */
export function split(subject) {
  if (subject && typeof subject === 'object') return [subject.kind, subject.number]
  const slash = String(subject).indexOf('/')
  return [String(subject).slice(0, slash), String(subject).slice(slash + 1)]
}

/** The last part of a move's address, e.g. `grading`; forms are found by it. */
export const moveWord = (move) => move.address.slice(move.address.lastIndexOf('/') + 1)

/**
 * Points to draw from the buckets of a trend: `[ms, avg, min, max]`, with a null between two points further apart than three times
 * the usual distance, so that a gap in the readings is seen as a gap.
 */
export function points(buckets) {
  const full = buckets.filter((each) => each.count > 0).map((each) => [Number(new Date(each.from)), each.avg, each.min, each.max])
  const steps = full.slice(1).map((each, i) => each[0] - full[i][0]).sort((a, b) => a - b)
  const usual = steps.length ? steps[Math.floor(steps.length / 2)] : 0
  const line = []
  full.forEach((each, i) => {
    if (i > 0 && usual > 0 && each[0] - full[i - 1][0] > usual * 3) {
      line.push([(each[0] + full[i - 1][0]) / 2, null, null, null])
    }
    line.push(each)
  })
  return line
}

/** Chain nodes in columns from the first cause to the last effect; nodes of one column stand below each other. */
export function columns(chain) {
  const depth = new Map(chain.nodes.map((node) => [node.subject, 0]))
  for (let round = 0; round < chain.nodes.length; round++) {
    let moved = false
    for (const { cause, effect } of chain.links) {
      if (depth.has(cause) && depth.has(effect) && depth.get(effect) < depth.get(cause) + 1) {
        depth.set(effect, depth.get(cause) + 1)
        moved = true
      }
    }
    if (!moved) break
  }
  const result = []
  for (const node of chain.nodes) {
    (result[depth.get(node.subject)] ??= []).push(node)
  }
  return result.filter(Boolean)
}

/** What a county calls itself, from the directory's top areas downwards; codes come as text. */
export const isCounty = (code) => code.endsWith('000000') && !code.startsWith('00', 4)

/** The server's field name → the field of the form it belongs to: `plan.measures` and `criterion.clause` mean their last part. */
export const fieldOf = (field) => (field ? field.slice(field.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '') : null)

/** A number for people: at most two decimals, none where none are needed. */
export const figure = (value) => (value === null || value === undefined ? '—' : String(Math.round(value * 100) / 100))

/** Whether a fact changes its subject; that somebody looked (`…-viewed`, `vault.read`) does not, and reading again because of it would never end. */
export const changes = (fact) => fact !== 'vault.read' && !/-viewed$/.test(fact)

/** `extension-request` and `extensionRequest` → `Extension request`: what a word of the wire says where nobody wrote it in English. */
export function spelled(word) {
  const words = word.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[._-]+/g, ' ').toLowerCase().trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
