/** Pure thinking of the page: no network, no document; `now` always comes in. */

/** `3分钟前` and the like for a time that has passed. */
export function since(instant, now) {
  const seconds = Math.max(0, Math.round((now - new Date(instant)) / 1000))
  if (seconds < 60) return seconds < 5 ? '刚刚' : `${seconds}秒前`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}分钟前`
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}小时前`
  return `${Math.floor(seconds / 86400)}天前`
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
  if (!deadline) return { text: '未定期限', late: false, near: false }
  const left = Math.round((Date.parse(`${deadline}T00:00:00Z`) - Date.parse(`${day(now)}T00:00:00Z`)) / 86400000)
  if (overdue || left < 0) return { text: left < 0 ? `逾期 ${-left} 天` : '已逾期', late: true, near: true }
  if (left === 0) return { text: '今天到期', late: false, near: true }
  return { text: `剩 ${left} 天`, late: false, near: left <= 3 }
}

/** Where a hash points: `#/alarms/BJ-2026-000001` → `{kind: 'alarm', number}`, anything else → null. */
export function place(hash) {
  const found = /^#\/(alarms|hazards)\/([^/?#]+)$/.exec(hash ?? '')
  return found && { kind: found[1] === 'alarms' ? 'alarm' : 'hazard', number: decodeURIComponent(found[2]) }
}

/** The address inside the page of a subject `kind/number`, or null where it has no page. */
export function addressOf(subject) {
  const [kind, number] = split(subject)
  if (kind === 'alarm') return `#/alarms/${encodeURIComponent(number)}`
  if (kind === 'hazard') return `#/hazards/${encodeURIComponent(number)}`
  return null
}

/** `kind/number` → `[kind, number]`; an object with both is taken as well. */
export function split(subject) {
  if (subject && typeof subject === 'object') return [subject.kind, subject.number]
  const slash = String(subject).indexOf('/')
  return [String(subject).slice(0, slash), String(subject).slice(slash + 1)]
}

export const isActive = (alarm) => alarm.state !== 'NORM'
export const needsAcknowledgement = (alarm) => alarm.state === 'UNACK' || alarm.state === 'RTNUN'

/** What still waits for somebody first, then by priority, then the newest first. */
const RANK = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']
export const urgentFirst = (alarms) => [...alarms].sort((a, b) => needsAcknowledgement(b) - needsAcknowledgement(a)
  || RANK.indexOf(a.priority) - RANK.indexOf(b.priority) || new Date(b.raisedAt) - new Date(a.raisedAt))

/** States in which a hazard asks nothing more of anybody. */
const ENDED = ['CLOSED', 'DISMISSED', 'MERGED']
export const isOpen = (hazard) => !ENDED.includes(word(hazard.state))

const word = (state) => String(state ?? '').toUpperCase().replaceAll('-', '_')

/** The life of a hazard as steps; `at` is the one it stands on, `ended` true where nothing more follows. */
const STEPS = ['登记', '核实', '定级', '整改', '验收', '销号']
const STEP_OF = { REGISTERED: 0, VERIFIED: 1, GRADED: 2, RECTIFYING: 3, SUBMITTED: 4, CLOSED: 5 }
export function steps(hazard) {
  const state = word(hazard.state)
  if (state === 'DISMISSED') return { labels: ['登记', '不构成隐患'], at: 1, ended: true }
  if (state === 'MERGED') return { labels: ['登记', '已合并'], at: 1, ended: true }
  return { labels: STEPS, at: STEP_OF[state] ?? 0, ended: state === 'CLOSED' }
}

/** The last part of a move's address, e.g. `grading`; forms are found by it. */
export const moveWord = (move) => move.address.slice(move.address.lastIndexOf('/') + 1)

/** Puts a record that was just read into a list: replaced where it stands, else first; taken out where it no longer belongs. */
export function merge(items, record, belongs) {
  const at = items.findIndex((each) => each.number === record.number)
  if (!belongs) return at < 0 ? items : items.filter((_, i) => i !== at)
  if (at < 0) return [record, ...items]
  const copy = items.slice()
  copy[at] = record
  return copy
}

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
