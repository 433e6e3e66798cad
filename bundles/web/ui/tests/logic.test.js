import { describe, expect, test } from 'vitest'
import { addressOf, addressParts, changes, columns, dueText, fieldOf, isCounty, moment, points, queryOf, since } from '../src/kit/logic.js'
import { bodyOf, missing } from '../src/kit/forms.js'
import { kinds } from '../src/kit/words.js'
import { look } from '../src/kit/look.js'
import { messages, terms } from '../src/kit/messages.js'
import { addressFor, csv, filtersOf } from '../src/kit/views.js'

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
  test('an address is a path and what is asked of it', () => {
    expect(addressParts('#/hazards/YH-2026-000001?open=true&text=%E6%B3%B5')).toEqual({ path: '/hazards/YH-2026-000001', query: { open: 'true', text: '泵' } })
    expect(addressParts('')).toEqual({ path: '/', query: {} })
    expect(queryOf({ open: true, text: '', none: null, off: false })).toBe('open=true')
    expect(addressOf('alarm/BJ-2026-000001')).toBe('#/alarms/BJ-2026-000001')
    expect(addressOf('reading/AL-0001.temperature@1')).toBeNull()
    kinds({ 'week-of-something': { name: ['周', 'Week'], page: 'somewhere?week=' } })
    expect(addressOf('week-of-something/2026-11-23')).toBe('#/somewhere?week=2026-11-23')
  })
  test('a county is told from a city and a township by its code', () => {
    expect([isCounty('990000000000'), isCounty('990100000000'), isCounty('990123000000'), isCounty('990123101000')]).toEqual([false, false, true, false])
  })
})

describe('views of a ledger', () => {
  const open = { name: 'open', query: { open: 'true' } }
  test('the address says only what differs from the view, and brings it back', () => {
    const names = ['open', 'text', 'state']
    const values = filtersOf(open, { text: '泵' }, names)
    expect(values).toEqual({ open: 'true', text: '泵', state: '' })
    expect(addressFor(open, values, names)).toEqual({ text: '泵' })
    expect(addressFor(open, { ...values, open: '' }, names)).toEqual({ open: '', text: '泵' })
    expect(filtersOf(open, { unknown: 'x' }, names)).toEqual({ open: 'true', text: '', state: '' })
  })
  test('an exported cell is read as text, never as a formula', () => {
    expect(csv(['名称'], [['=1+1'], ['-5.2'], ['a,"b"'], [null]])).toBe('\ufeff名称\r\n\'=1+1\r\n-5.2\r\n"a,""b"""\r\n\r\n')
  })
})

describe('languages', () => {
  test('texts follow the language, Chinese where English is missing', () => {
    const t = messages({ count: ['共 {n} 条', '{n} records'], only: ['只有中文'] })
    const states = terms({ A: ['甲', 'Alpha'] })
    expect([t('count', { n: 3 }), t('unknown'), states('A'), states('B'), states(null)]).toEqual(['共 3 条', 'unknown', '甲', 'B', ''])
    look.language = 'en'
    expect([t('count', { n: 3 }), t('only'), states('A'), since('2026-11-22T02:59:20Z', now)]).toEqual(['3 records', '只有中文', 'Alpha', '40 s ago'])
    look.language = 'zh-CN'
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

describe('forms', () => {
  const form = { fields: [{ name: 'note', label: ['说明', 'Note'], kind: 'text', required: true }, { name: 'size', label: '大小', kind: 'number', min: 1, max: 5, when: (v) => v.note === 'big' }] }
  test('what is missing or out of range is named at its field, what is hidden is not asked', () => {
    expect(missing(form, {})).toEqual({ note: '请填写说明' })
    expect(missing(form, { note: 'small', size: 99 })).toEqual({})
    expect(Object.keys(missing(form, { note: 'big', size: 99 }))).toEqual(['size'])
    expect(bodyOf(form, { note: 'small', size: 99 })).toEqual({ note: 'small' })
  })
  test('a refused field of the server finds its place in the form', () => {
    expect([fieldOf('plan.measures'), fieldOf('deadline'), fieldOf('photos[0]'), fieldOf(null)]).toEqual(['measures', 'deadline', 'photos', null])
  })
})

test('a look at a record does not count as a change of it', () => {
  expect(['hazard.hidden-plan-viewed', 'vault.read', 'hazard.inspection-begun', 'notices.read-by'].map(changes)).toEqual([false, false, true, true])
})
