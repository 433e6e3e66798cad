import { describe, expect, test } from 'vitest'
import { addressOf, columns, dueText, fieldOf, isCounty, merge, moment, place, points, since, steps } from '../src/logic.js'
import { bodyOf, formOf, missing } from '../src/forms.js'

const now = Date.parse('2026-11-22T03:00:00Z')

describe('times', () => {
  test('a time passed is told in the largest whole unit', () => {
    expect(since('2026-11-22T02:59:58Z', now)).toBe('刚刚')
    expect(since('2026-11-22T02:59:20Z', now)).toBe('40秒前')
    expect(since('2026-11-22T00:59:00Z', now)).toBe('2小时前')
  })
  test('moments are read in China whatever the zone of the PC', () => {
    expect(moment('2026-11-21T16:30:05Z')).toBe('2026-11-22 00:30:05')
  })
  test('a deadline is met until its day ends', () => {
    expect(dueText('2026-11-22', now)).toEqual({ text: '今天到期', late: false, near: true })
    expect(dueText('2026-11-20', now)).toEqual({ text: '逾期 2 天', late: true, near: true })
    expect(dueText('2026-12-31', now).text).toBe('剩 39 天')
    expect(dueText(null, now).text).toBe('未定期限')
  })
})

describe('addresses', () => {
  test('a link to a record leads to it and back', () => {
    expect(place('#/hazards/YH-2026-000001')).toEqual({ kind: 'hazard', number: 'YH-2026-000001' })
    expect(addressOf('alarm/BJ-2026-000001')).toBe('#/alarms/BJ-2026-000001')
    expect(addressOf('reading/AL-0001.temperature@1')).toBeNull()
    expect(place('#/elsewhere')).toBeNull()
  })
  test('a county is told from a city and a township by its code', () => {
    expect([isCounty('990000000000'), isCounty('990100000000'), isCounty('990123000000'), isCounty('990123101000')]).toEqual([false, false, true, false])
  })
})

describe('lists', () => {
  test('a touched record replaces itself, a new one comes first, one that no longer belongs goes', () => {
    const list = [{ number: 'A' }, { number: 'B' }]
    expect(merge(list, { number: 'B', state: 'X' }, true)[1]).toEqual({ number: 'B', state: 'X' })
    expect(merge(list, { number: 'C' }, true).map((each) => each.number)).toEqual(['C', 'A', 'B'])
    expect(merge(list, { number: 'A' }, false).map((each) => each.number)).toEqual(['B'])
  })
})

describe('trend', () => {
  test('a gap in the readings is drawn as a gap', () => {
    const bucket = (from, avg) => ({ from, avg, min: avg, max: avg, count: avg === null ? 0 : 1 })
    const line = points([bucket(0, 1), bucket(1000, 2), bucket(2000, 3), bucket(3000, null), bucket(9000, 4)])
    expect(line.map((each) => each[1])).toEqual([1, 2, 3, null, 4])
  })
})

describe('chain', () => {
  test('causes stand left of their effects', () => {
    const node = (subject) => ({ subject })
    const drawn = columns({
      nodes: [node('reading/x'), node('alarm/b'), node('hazard/c')],
      links: [{ cause: 'reading/x', effect: 'alarm/b' }, { cause: 'alarm/b', effect: 'hazard/c' }],
    })
    expect(drawn.map((column) => column[0].subject)).toEqual(['reading/x', 'alarm/b', 'hazard/c'])
  })
})

describe('moves', () => {
  test('a major grade asks for its criterion, a general one does not', () => {
    const grading = formOf('grading')
    expect(missing(grading, { grade: 'GENERAL', mode: 'BY_DEADLINE', rectifier: 'li' })).toEqual({})
    expect(Object.keys(missing(grading, { grade: 'MAJOR', mode: 'BY_DEADLINE', rectifier: 'li' }))).toEqual(['standard', 'clause', 'text'])
    expect(bodyOf(grading, { grade: 'GENERAL', mode: 'AT_ONCE', rectifier: 'li', clause: 'typed before' }))
      .toEqual({ grade: 'GENERAL', criterion: null, mode: 'AT_ONCE', rectifier: 'li' })
  })
  test('the plan names each of the five guarantees that is missing', () => {
    expect(Object.keys(missing(formOf('plan'), { measures: '换轴承', funds: ' ' }))).toEqual(['responsible', 'funds', 'deadline', 'contingency'])
  })
  test('a refused field of the server finds its place in the form', () => {
    expect([fieldOf('plan.measures'), fieldOf('deadline'), fieldOf('photos[0]'), fieldOf(null)]).toEqual(['measures', 'deadline', 'photos', null])
  })
  test('a dismissed hazard shows its own short life', () => {
    expect(steps({ state: 'DISMISSED' })).toEqual({ labels: ['登记', '不构成隐患'], at: 1, ended: true })
    expect(steps({ state: 'RECTIFYING' }).at).toBe(3)
  })
})
