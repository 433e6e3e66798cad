// Pure thinking of the alarm pages: no network, no document; the time always comes in.

/** States in which somebody must acknowledge; those in which nobody is to be disturbed. */
export const WAITING = ['UNACK', 'RTNUN', 'LATUN']
export const SILENT = ['SHLVD', 'DSUPR', 'OOSRV']
export const waits = (alarm) => WAITING.includes(alarm.state)
export const silent = (alarm) => SILENT.includes(alarm.state)
export const active = (alarm) => alarm.state !== 'NORM'
export const standing = (alarm) => alarm.standing ?? (alarm.state === 'UNACK' || alarm.state === 'ACKED')

export const PRIORITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']
const rank = (alarm) => (silent(alarm) ? 2 : waits(alarm) ? 0 : 1) * 10 + PRIORITIES.indexOf(alarm.priority)

/** What waits for somebody first, then by priority, then the newest; what is silenced comes last. */
export const urgentFirst = (alarms) => [...alarms].sort((a, b) => rank(a) - rank(b) || new Date(b.raisedAt) - new Date(a.raisedAt) || (a.number < b.number ? 1 : -1))

/** Puts an alarm as just read into the list; out of it where it has ended. */
export function placed(items, alarm) {
  const others = items.filter((each) => each.number !== alarm.number)
  return active(alarm) ? urgentFirst([alarm, ...others]) : others
}

/**
 * The alarm a fact `sensor.alarm-raised` tells of, to be shown before it is read: all that stands in the row is in the fact. `partial`
 * until it was read; null for what is not one.
 */
export function fromFact(entry) {
  if (!entry?.data?.title || !String(entry.subject ?? '').startsWith('alarm/')) return null
  const { title, series, device, point, rule, ruleVersion, priority, state, enterprise, value, unit, limit } = entry.data
  return {
    number: entry.subject.slice(6), title, series, device, point, rule, ruleVersion, priority, state: state ?? 'UNACK', enterprise: enterprise ?? null, value: value ?? null, unit: unit ?? null,
    limit: limit ?? null, raisedAt: entry.happened, readingAt: entry.data.at ?? null, repeats: 0, recurrences: 0, recorded: true, hazards: [], moves: [], partial: true,
  }
}

/** Name of a move by the last word of its address: `/api/alarms/BJ-1/acknowledgement` → `acknowledgement`. */
export const wordOf = (move) => move.address.slice(move.address.lastIndexOf('/') + 1)
export const moveOf = (alarm, word) => (alarm?.moves ?? []).find((move) => wordOf(move) === word) ?? null

/** Which alarms a key acts on: the ticked ones, else the one under the cursor. */
export function targets(items, ticked, current) {
  const chosen = items.filter((each) => ticked.has(each.number))
  if (chosen.length) return chosen
  const one = items.find((each) => each.number === current)
  return one ? [one] : []
}

/** The neighbour in a list, staying inside; the first where none was chosen. */
export function step(numbers, current, by) {
  if (!numbers.length) return null
  const at = numbers.indexOf(current)
  return numbers[at < 0 ? (by > 0 ? 0 : numbers.length - 1) : Math.min(numbers.length - 1, Math.max(0, at + by))]
}

/**
 * How often a sound is repeated while something waits, in milliseconds: the most urgent of what waits and is recorded nowhere else but here;
 * null where nothing calls for it.
 */
const AGAIN = { CRITICAL: 15e3, HIGH: 60e3 }
export function repeatEvery(items) {
  const first = PRIORITIES.find((priority) => items.some((each) => each.priority === priority && waits(each)))
  return first && AGAIN[first] ? { priority: first, every: AGAIN[first] } : null
}

/** The list as rows: with a flood the groups by probable cause, opened ones with their alarms; else the alarms alone. */
export function rowsOf(items, groups, opened) {
  if (!groups?.groups?.length) return items.map((alarm) => ({ alarm }))
  const inGroup = new Set(groups.groups.flatMap((group) => group.numbers))
  const byNumber = new Map(items.map((each) => [each.number, each]))
  return [
    ...groups.groups.flatMap((group) => [{ group }, ...(opened.has(group.cause) ? group.numbers.map((number) => byNumber.get(number)).filter(Boolean).map((alarm) => ({ alarm, inside: true })) : [])]),
    ...items.filter((each) => !inGroup.has(each.number)).map((alarm) => ({ alarm })),
  ]
}

const HOUR = 3600e3
const SHANGHAI = 8 * HOUR
/**
 * The shift a moment lies in, by legal time: 08:00–20:00 and 20:00–08:00 unless the change is at another hour.
 *
 * @param back how many shifts before it
 */
export function shiftOf(now, back = 0, change = 8) {
  const half = 12 * HOUR
  const begin = Math.floor((now + SHANGHAI - change * HOUR) / half) * half + change * HOUR - SHANGHAI - back * half
  const day = new Date(begin + SHANGHAI)
  return { begin, end: begin + half, night: day.getUTCHours() >= 12, day: day.toISOString().slice(0, 10) }
}

/** Seconds as people say them: `45 秒`, `12 分`, `3 小时 5 分`. */
export function lasting(seconds, say) {
  if (seconds === null || seconds === undefined) return '—'
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return say('{n} 秒', '{n} s', { n: s })
  if (s < 3600) return say('{n} 分', '{n} min', { n: Math.round(s / 60) })
  if (s < 86400) return say('{h} 小时 {m} 分', '{h} h {m} min', { h: Math.floor(s / 3600), m: Math.round((s % 3600) / 60) })
  return say('{d} 天 {h} 小时', '{d} d {h} h', { d: Math.floor(s / 86400), h: Math.floor((s % 86400) / 3600) })
}

/** Whether a device is heard: `never`, `disabled`, `silent` (longer than its own rule or five minutes), `heard`. */
export function hearing(device, now, timeoutSeconds = 300) {
  if (!device.enabled) return 'disabled'
  if (!device.lastSeen) return 'never'
  return now - new Date(device.lastSeen) > timeoutSeconds * 1000 ? 'silent' : 'heard'
}

/** Bytes as a hex editor shows them: `[{at, hex: ['7b', …], text}]`, sixteen to a line. */
export function hexLines(bytes) {
  const lines = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = [...bytes.slice(at, at + 16)]
    lines.push({ at: at.toString(16).padStart(4, '0'), hex: part.map((b) => b.toString(16).padStart(2, '0')), text: part.map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '·')).join('') })
  }
  return lines
}

export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
export const toBase64 = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''))
/** Typed hex back into bytes; null where it is none. */
export function fromHex(text) {
  const bare = text.replace(/\s+/g, '')
  return bare.length % 2 || !/^[0-9a-f]*$/i.test(bare) ? null : Uint8Array.from(bare.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

/** What differs between two versions of a rule: `[{name, before, after}]`, in the order of the fields. */
export function differences(before, after, ignored = ['version', 'changedAt', 'changedBy', 'judging', 'versions', 'memo', 'scheduleProvisional', 'moves']) {
  const text = (value) => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((name) => !ignored.includes(name) && text(before?.[name]) !== text(after?.[name]))
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
}

/** What a form of a rule sends: numbers as numbers, what was left empty left out, the fields of its kind only. */
export function ruleBody(values, kind) {
  const number = (value) => (value === '' || value === null || value === undefined ? undefined : Number(value))
  const body = { series: values.series, name: values.name, kind: values.kind, priority: values.priority }
  for (const field of kind?.fields ?? []) {
    const value = field.type === 'number' || field.type === 'integer' ? number(values[field.name]) : values[field.name]
    if (value === undefined || value === '' || value === null) continue
    if (field.type === 'parts') body[field.name] = value.map((part) => ({ series: part.series, direction: part.direction, limit: number(part.limit), hysteresis: number(part.hysteresis) ?? 0 }))
    else if (kind.settings) body.settings = { ...body.settings, [field.name]: String(value) }
    else body[field.name] = value
  }
  if (values.kind !== 'no-data') {
    body.onDelaySeconds = number(values.onDelaySeconds) ?? 0
    body.offDelaySeconds = number(values.offDelaySeconds) ?? 0
  }
  if (values.latching) body.latching = true
  if (values.guidance?.trim()) body.guidance = values.guidance.trim()
  if (values.schedule?.length) body.schedule = values.schedule.map(({ days, from, to }) => ({ days, from, to }))
  if (values.ladder?.steps?.length) body.ladder = { steps: values.ladder.steps.map((each) => ({ priority: each.priority, afterSeconds: number(each.afterSeconds), limit: number(each.limit) ?? null })), downSeconds: number(values.ladder.downSeconds) ?? 120 }
  return body
}

/**
 * Bars of EEMUA 191 / ISA-18.2 beside a figure, as the page writes them: `good`, `fair` or `bad`; null where there is none to hold it against. "Manageable" is a step of the
 * average only (one in ten minutes; two); of the others a bar is met or not.
 */
export function verdict(name, value) {
  const bars = { average: [1, 2], peak: [10], chattering: [0] }
  const below = { floodShare: 0.01, stale: 5 }
  if (value === null || value === undefined || Number.isNaN(value)) return null
  if (name in below) return value < below[name] ? 'good' : 'bad'
  const [good, fair = good] = bars[name] ?? []
  if (good === undefined) return null
  return value <= good ? 'good' : value <= fair ? 'fair' : 'bad'
}
