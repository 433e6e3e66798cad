import { describe, expect, it } from 'vitest'
import { DAY, LONGEST, SHORTEST, bucketsFor, drawn, fit, gaps, linesOf, pan, reach, summary, zoom } from '../src/chart.js'

const bucket = (from, value, count = 1) => (count ? { from, min: value - 1, max: value + 1, avg: value, count } : { from, min: null, max: null, avg: null, count: 0 })

describe('ranges', () => {
  it('zoom around the place under the pointer', () => {
    expect(zoom({ from: 0, to: 100 }, 0.5, 0)).toEqual({ from: 0, to: 50 })
    expect(zoom({ from: 0, to: 100 }, 0.5, 1)).toEqual({ from: 50, to: 100 })
    expect(zoom({ from: 100, to: 200 }, 2)).toEqual({ from: 50, to: 250 })
  })
  it('pan by a share', () => expect(pan({ from: 0, to: 100 }, -0.25)).toEqual({ from: -25, to: 75 }))
  it('stay between ten seconds and four hundred days and out of the future', () => {
    const now = 2000 * DAY
    expect(fit({ from: 0, to: 1 }, now).to - fit({ from: 0, to: 1 }, now).from).toBe(SHORTEST)
    const all = fit({ from: 0, to: 3000 * DAY }, now)
    expect(all.to - all.from).toBe(LONGEST)
    expect(all.to).toBeLessThanOrEqual(now + 5 * 60e3)
    expect(fit({ from: now, to: now + DAY }, now).to).toBeLessThanOrEqual(now + 5 * 60e3)
  })
  it('ask for no more buckets than a thousand', () => {
    expect(bucketsFor(4000)).toBe(1000)
    expect(bucketsFor(0)).toBe(600)
    expect(bucketsFor(10)).toBe(50)
  })
})

describe('gaps', () => {
  it('are seen where readings are missing', () => {
    const buckets = [0, 1, 2, 3, 8, 9].map((i) => bucket(i * 60000, i))
    expect(drawn(buckets).filter((each) => each[1] === null)).toHaveLength(1)
    expect(gaps(buckets)).toHaveLength(1)
  })
  it('are not made up between slow readings', () => {
    const buckets = Array.from({ length: 60 }, (_, i) => bucket(i * 1000, i, i % 10 === 0 ? 1 : 0))
    expect(drawn(buckets).filter((each) => each[1] === null)).toHaveLength(0)
  })
  it('carry min and max, not the mean alone', () => {
    const [at, min, height, avg, max] = drawn([bucket(0, 5), bucket(1000, 6)])[0]
    expect([at, min, height, avg, max]).toEqual([500, 4, 2, 5, 6])
  })
})

it('sums up what is seen, weighted by the readings', () => {
  expect(summary([{ from: 0, min: 0, max: 10, avg: 5, count: 1 }, { from: 1, min: 2, max: 3, avg: 2, count: 3 }])).toEqual({ min: 0, max: 10, avg: 2.75, count: 4 })
  expect(summary([bucket(0, 0, 0)])).toBeNull()
})

describe('limits', () => {
  it('draw the limit and where it ends', () => {
    expect(linesOf({ id: 'GZ-1', name: '过高', kind: 'threshold', direction: 'above', limit: 35, hysteresis: 1, priority: 'HIGH', enabled: true, ladder: { steps: [{ priority: 'CRITICAL', limit: 40 }] } }, 'A.t').map((line) => [line.y, !!line.end]))
      .toEqual([[35, false], [34, true], [40, false]])
    expect(linesOf({ kind: 'threshold', limit: 35, enabled: false }, 'A.t')).toEqual([])
    expect(linesOf({ kind: 'combined', parts: [{ series: 'A.t', direction: 'below', limit: 2 }, { series: 'B.t', direction: 'below', limit: 3 }] }, 'A.t').map((line) => line.y)).toEqual([2])
  })
  it('reach the limit that is near and not the one far away', () => {
    const seen = reach({ min: 20, max: 22 }, [{ y: 30 }, { y: 5000 }])
    expect(seen.max).toBeGreaterThan(30)
    expect(seen.max).toBeLessThan(40)
    expect(reach({ min: 20, max: 22 }, [{ y: 30 }, { y: 5000 }], true).max).toBeGreaterThan(5000)
    expect(reach(null, [])).toBeNull()
  })
})
