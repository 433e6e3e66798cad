import { describe, expect, it } from 'vitest'
import { differences, fromFact, fromHex, hearing, hexLines, placed, repeatEvery, rowsOf, ruleBody, shiftOf, step, targets, urgentFirst, verdict } from '../src/model.js'

const alarm = (number, state, priority, raisedAt = '2026-11-22T00:00:00Z') => ({ number, state, priority, raisedAt })

describe('the order of the desk', () => {
  it('is waiting first, then priority, then newest, silenced last', () => {
    const list = [alarm('1', 'ACKED', 'CRITICAL'), alarm('2', 'SHLVD', 'CRITICAL'), alarm('3', 'RTNUN', 'LOW'), alarm('4', 'UNACK', 'HIGH'), alarm('5', 'UNACK', 'HIGH', '2026-11-22T01:00:00Z'), alarm('6', 'LATUN', 'CRITICAL')]
    expect(urgentFirst(list).map((each) => each.number)).toEqual(['6', '5', '4', '3', '1', '2'])
  })
  it('keeps one row for each alarm and none that has ended', () => {
    const list = [alarm('1', 'UNACK', 'HIGH')]
    expect(placed(list, alarm('1', 'ACKED', 'HIGH'))).toHaveLength(1)
    expect(placed(list, alarm('1', 'NORM', 'HIGH'))).toHaveLength(0)
    expect(placed(list, alarm('2', 'UNACK', 'CRITICAL')).map((each) => each.number)).toEqual(['2', '1'])
  })
  it('shows an alarm from its fact before it was read', () => {
    const row = fromFact({ subject: 'alarm/BJ-1', name: 'sensor.alarm-raised', happened: '2026-11-22T00:00:00Z', data: { title: '温度过高', priority: 'HIGH', state: 'UNACK', value: 36 } })
    expect(row).toMatchObject({ number: 'BJ-1', title: '温度过高', priority: 'HIGH', partial: true, recorded: true })
    expect(fromFact({ subject: 'device/AL', data: { title: 'x' } })).toBeNull()
    expect(fromFact({ data: {} })).toBeNull()
  })
  it('acts on the ticked ones, else on the one under the cursor', () => {
    const list = [alarm('1', 'UNACK', 'HIGH'), alarm('2', 'UNACK', 'HIGH'), alarm('3', 'UNACK', 'HIGH')]
    expect(targets(list, new Set(['1', '3']), '2').map((each) => each.number)).toEqual(['1', '3'])
    expect(targets(list, new Set(), '2').map((each) => each.number)).toEqual(['2'])
    expect(targets(list, new Set(['9']), null)).toEqual([])
  })
  it('steps inside the list', () => {
    expect(step(['a', 'b'], null, 1)).toBe('a')
    expect(step(['a', 'b'], 'b', 1)).toBe('b')
    expect(step(['a', 'b'], 'b', -1)).toBe('a')
    expect(step([], 'b', 1)).toBeNull()
  })
  it('repeats the sound of the most urgent that waits, and of none that does not', () => {
    expect(repeatEvery([alarm('1', 'UNACK', 'HIGH'), alarm('2', 'ACKED', 'CRITICAL')]).priority).toBe('HIGH')
    expect(repeatEvery([alarm('1', 'UNACK', 'LOW')])).toBeNull()
    expect(repeatEvery([alarm('1', 'SHLVD', 'CRITICAL')])).toBeNull()
  })
  it('folds a flood into its groups and leaves every alarm within reach', () => {
    const list = [alarm('1', 'UNACK', 'HIGH'), alarm('2', 'UNACK', 'HIGH'), alarm('3', 'UNACK', 'LOW')]
    const groups = { groups: [{ cause: '1', title: '一号站停电', numbers: ['1', '2'] }] }
    expect(rowsOf(list, groups, new Set())).toHaveLength(2)
    expect(rowsOf(list, groups, new Set(['1'])).map((row) => row.alarm?.number ?? 'group')).toEqual(['group', '1', '2', '3'])
    expect(rowsOf(list, null, new Set())).toHaveLength(3)
  })
})

describe('the shift', () => {
  it('runs from eight to eight by legal time, through midnight', () => {
    const night = shiftOf(Date.parse('2026-11-22T18:30:00Z'))
    expect(new Date(night.begin).toISOString()).toBe('2026-11-22T12:00:00.000Z')
    expect(night).toMatchObject({ night: true, day: '2026-11-22' })
    expect(shiftOf(Date.parse('2026-11-22T18:30:00Z'), 1)).toMatchObject({ night: false, day: '2026-11-22' })
    expect(new Date(shiftOf(Date.parse('2026-11-22T00:00:00Z')).begin).toISOString()).toBe('2026-11-22T00:00:00.000Z')
  })
})

describe('bytes', () => {
  it('are shown as hex and text and come back', () => {
    const bytes = Uint8Array.from([0x40, 0x40, 0x00, 0xff])
    expect(hexLines(bytes)).toEqual([{ at: '0000', hex: ['40', '40', '00', 'ff'], text: '@@··' }])
    expect([...fromHex('40 40\n00FF')]).toEqual([...bytes])
    expect(fromHex('4')).toBeNull()
    expect(fromHex('zz')).toBeNull()
  })
})

describe('rules', () => {
  it('send numbers as numbers and leave out what was left empty', () => {
    const kind = { fields: [{ name: 'direction', type: 'choice' }, { name: 'limit', type: 'number' }, { name: 'hysteresis', type: 'number' }] }
    expect(ruleBody({ series: 'A.t', name: 'x', kind: 'threshold', priority: 'HIGH', direction: 'above', limit: '35', hysteresis: '', onDelaySeconds: '5', guidance: ' ' }, kind))
      .toEqual({ series: 'A.t', name: 'x', kind: 'threshold', priority: 'HIGH', direction: 'above', limit: 35, onDelaySeconds: 5, offDelaySeconds: 0 })
    expect(ruleBody({ series: 'A.t', name: 'x', kind: 'acme', priority: 'LOW', jump: '3' }, { settings: true, fields: [{ name: 'jump', type: 'number' }] }).settings).toEqual({ jump: '3' })
    expect(ruleBody({ series: 'A.t', name: 'x', kind: 'no-data', priority: 'LOW', timeoutSeconds: 60 }, { fields: [{ name: 'timeoutSeconds', type: 'integer' }] })).not.toHaveProperty('onDelaySeconds')
  })
  it('tell what differs between two versions', () => {
    expect(differences({ limit: 35, name: 'a', version: 1 }, { limit: 36, name: 'a', version: 2, ladder: { steps: [] } })).toEqual([{ name: 'limit', before: 35, after: 36 }, { name: 'ladder', before: undefined, after: { steps: [] } }])
  })
})

it('says honestly whether a device is heard', () => {
  const now = Date.parse('2026-11-22T01:00:00Z')
  expect(hearing({ enabled: true, lastSeen: null }, now)).toBe('never')
  expect(hearing({ enabled: true, lastSeen: '2026-11-22T00:59:00Z' }, now)).toBe('heard')
  expect(hearing({ enabled: true, lastSeen: '2026-11-22T00:50:00Z' }, now)).toBe('silent')
  expect(hearing({ enabled: false, lastSeen: '2026-11-22T00:59:00Z' }, now)).toBe('disabled')
})

it('holds figures against the bars of EEMUA 191', () => {
  expect(verdict('average', 1)).toBe('good')
  expect(verdict('average', 1.5)).toBe('fair')
  expect(verdict('average', 2.5)).toBe('bad')
  expect(verdict('peak', 10)).toBe('good')
  expect(verdict('peak', 11)).toBe('bad')
  expect(verdict('floodShare', 0.0099)).toBe('good')
  expect(verdict('floodShare', 0.01)).toBe('bad')
  expect(verdict('stale', 4)).toBe('good')
  expect(verdict('stale', 5)).toBe('bad')
  expect(verdict('chattering', 1)).toBe('bad')
  expect(verdict('none', 3)).toBeNull()
  expect(verdict('average', null)).toBeNull()
})
