// Pure thinking of the chart: ranges, gaps, what is drawn. Times are epoch milliseconds.

export const DAY = 86400e3
export const SHORTEST = 10e3
export const LONGEST = 400 * DAY

/** Moves and widens a range so that it is neither too short nor too long and does not begin in the future. */
export function fit({ from, to }, now) {
  let span = Math.min(LONGEST, Math.max(SHORTEST, to - from))
  const newest = now + 5 * 60e3
  let begin = Math.round(from + (to - from - span) / 2)
  if (begin + span > newest) begin = Math.round(newest - span)
  if (begin < 0) begin = 0
  span = Math.round(span)
  return { from: begin, to: begin + span }
}

/** Nearer (factor below 1) or farther, around a place between 0 (left) and 1 (right). */
export function zoom({ from, to }, factor, place = 0.5) {
  const middle = from + (to - from) * place
  return { from: Math.round(middle - (middle - from) * factor), to: Math.round(middle + (to - middle) * factor) }
}

/** To the left (negative) or right by a share of what is seen. */
export const pan = ({ from, to }, share) => ({ from: Math.round(from + (to - from) * share), to: Math.round(to + (to - from) * share) })

/** How many buckets to ask for: one for each pixel or two, never more than a thousand. */
export const bucketsFor = (pixels) => Math.max(50, Math.min(1000, Math.floor(pixels || 600)))

/**
 * What is drawn from buckets: `[time, min, max - min, avg, max, count]`, with nulls where readings are missing, so that a gap is seen as a gap.
 * Empty buckets between slow readings are no gap: one is where the distance is over three times the usual one, and over `least`.
 */
export function drawn(buckets, least = 0) {
  const full = buckets.filter((each) => each.count > 0)
  const width = buckets.length > 1 ? buckets[1].from - buckets[0].from : 0
  const distances = full.slice(1).map((each, i) => each.from - full[i].from).sort((a, b) => a - b)
  const usual = distances.length ? distances[Math.floor(distances.length / 2)] : 0
  const limit = Math.max(usual * 3, least, width * 1.5)
  const points = []
  full.forEach((each, i) => {
    if (i > 0 && each.from - full[i - 1].from > limit) points.push([full[i - 1].from + width, null, null, null, null, 0])
    points.push([each.from + width / 2, each.min, each.max - each.min, each.avg, each.max, each.count])
  })
  return points
}

/** Gaps as `{from, to}`, for the table and for the screen reader. */
export function gaps(buckets, least = 0) {
  const points = drawn(buckets, least)
  return points.flatMap((each, i) => (each[1] === null ? [{ from: points[i - 1][0], to: points[i + 1][0] }] : []))
}

export function summary(buckets) {
  const full = buckets.filter((each) => each.count > 0)
  if (!full.length) return null
  const count = full.reduce((sum, each) => sum + each.count, 0)
  return {
    min: full.reduce((least, each) => Math.min(least, each.min), Infinity), max: full.reduce((most, each) => Math.max(most, each.max), -Infinity),
    avg: full.reduce((sum, each) => sum + each.avg * each.count, 0) / count, count,
  }
}

/** The lines a rule draws into the chart of this series: its limit, where it ends, the limits of its ladder. */
export function linesOf(rule, series) {
  if (rule.enabled === false) return []
  const of = (direction, limit, hysteresis, priority) => {
    const lines = [{ y: limit, priority, name: rule.name, rule: rule.id }]
    if (hysteresis > 0) lines.push({ y: direction === 'above' ? limit - hysteresis : limit + hysteresis, priority, name: rule.name, rule: rule.id, end: true })
    return lines
  }
  const lines = []
  if ((rule.kind === 'threshold' || rule.kind === 'repeat') && Number.isFinite(rule.limit)) lines.push(...of(rule.direction, rule.limit, rule.hysteresis ?? 0, rule.priority))
  for (const part of rule.parts ?? []) if (part.series === series && Number.isFinite(part.limit)) lines.push(...of(part.direction, part.limit, part.hysteresis ?? 0, rule.priority))
  for (const step of rule.ladder?.steps ?? []) if (Number.isFinite(step.limit)) lines.push({ y: step.limit, priority: step.priority, name: rule.name, rule: rule.id })
  return lines
}

/** The vertical reach that shows readings and limits, with a little air; limits far away do not flatten the line, unless all are wanted. */
export function reach(found, lines, all = false) {
  const inside = lines.filter((line) => !line.end).map((line) => line.y)
  if (!found) return inside.length ? pad(Math.min(...inside), Math.max(...inside)) : null
  const span = Math.max(found.max - found.min, Math.abs(found.max) * 0.02, 1e-9)
  const near = inside.filter((y) => all || (y <= found.max + span * 6 && y >= found.min - span * 6))
  return pad(Math.min(found.min, ...near), Math.max(found.max, ...near))
}
function pad(least, most) {
  const air = Math.max((most - least) * 0.08, Math.abs(most) * 0.005, 1e-6)
  return { min: least - air, max: most + air }
}

/** How a time is written on the axis: the finer the shorter the range. `moment` gives `2026-11-22 10:30:05`. */
export function axisText(at, span, moment) {
  const text = moment(at)
  return span > 90 * DAY ? text.slice(0, 10) : span > 3 * DAY ? text.slice(5, 10) : span > 12 * 3600e3 ? text.slice(5, 16) : span > 15 * 60e3 ? text.slice(11, 16) : text.slice(11)
}
