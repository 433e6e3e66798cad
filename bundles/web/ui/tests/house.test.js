import { describe, expect, test } from 'vitest'
import { STEPS, alarmOf, marksOf, placeOf, stepOf, turn } from '../src/house/guide.js'
import { china, queryOf, reasonOf, textOf } from '../src/house/audit.js'
import { look } from '../src/kit/look.js'
import { changesOf, descriptionOf, found, labelOf, wrongOf } from '../src/house/settings.js'
import { scopeText, wrongGrant } from '../src/house/accounts.js'
import { weakness, wrongIn } from '../src/house/setup.js'
import { figuresOf, lagTone, routeTone, troubled } from '../src/house/wiring.js'

const step = (key) => STEPS.find((each) => each.key === key)

describe('the guided story', () => {
  const alarm = { number: 'BJ-1', state: 'UNACK', device: 'AL-0045' }
  test('stands where the records stand', () => {
    expect(stepOf('RECORDED', null, null)).toBe('start')
    expect(stepOf('RISING', null, null)).toBe('rise')
    expect(stepOf('HIGH', alarm, null)).toBe('acknowledge')
    expect(stepOf('HIGH', { ...alarm, state: 'ACKED' }, null)).toBe('hazard')
    expect(stepOf('HIGH', alarm, { state: 'REGISTERED' })).toBe('acknowledge')
    const states = { REGISTERED: 'verify', VERIFIED: 'grade', GRADED: 'plan', RECTIFYING: 'submit', SUBMITTED: 'accept', CLOSED: 'done', DISMISSED: 'other' }
    for (const [state, key] of Object.entries(states)) expect(stepOf('HIGH', { ...alarm, state: 'ACKED' }, { state })).toBe(key)
  })
  test('resumes with what was remembered, else with what still stands', () => {
    const rise = { device: 'AL-0045', series: 'AL-0045.temperature' }
    const list = [{ number: 'BJ-3', device: 'AL-0001', state: 'UNACK' }, { number: 'BJ-2', device: 'AL-0045', state: 'UNACK' }, { number: 'BJ-1', device: 'AL-0045', state: 'NORM' }]
    expect(alarmOf(list, rise, null).number).toBe('BJ-2')
    expect(alarmOf(list, rise, 'BJ-1').number).toBe('BJ-1')
    expect(alarmOf(list.slice(2), rise, null)).toBe(null)
  })
  test('tells whose turn it is', () => {
    const accounts = [{ account: 'lin', role: 'operator' }, { account: 'ji', role: 'rectifier' }, { account: 'luo', role: 'rectifier' }, { account: 'qiao', role: 'acceptor' }]
    const lin = { account: 'lin', roles: ['operator'] }
    expect(turn(step('verify'), lin, null, accounts).mine).toBe(true)
    expect(turn(step('submit'), { account: 'ji', roles: ['rectifier'] }, { rectifier: 'luo' }, accounts)).toEqual({ mine: false, account: accounts[2] })
    expect(turn(step('accept'), lin, { rectifier: 'luo' }, accounts).account.account).toBe('qiao')
    expect(turn(step('accept'), { account: 'qiao', roles: ['acceptor'] }, { rectifier: 'qiao' }, accounts)).toEqual({ mine: false, account: null })
    expect(turn(step('verify'), { account: 'admin', roles: ['admin'] }, null, []).account).toBe(null)
  })
  test('knows the page and what to click there', () => {
    expect(placeOf(step('verify'), alarm, { number: 'YH-1' })).toBe('/hazards/YH-1')
    expect(placeOf(step('acknowledge'), alarm, null)).toBe('/alarms/BJ-1')
    expect(placeOf(step('rise'), null, null)).toBe(null)
    expect(marksOf(step('submit'))).toEqual(['[data-move="submission"]:not([disabled])', '[data-move="rectification"]:not([disabled])'])
  })
})

test('the auditor asks in the time of China', () => {
  expect(china('2026-02-13T09:00')).toBe('2026-02-13T09:00:00+08:00')
  const query = new URLSearchParams(queryOf({ since: '2026-02-13T09:00', until: '', account: ' lin ', subject: '', fact: 'hazard.*' }, '7'))
  expect(Object.fromEntries(query)).toEqual({ limit: '50', order: 'newest', since: '2026-02-13T09:00:00+08:00', account: 'lin', fact: 'hazard.*', cursor: '7' })
  expect(textOf({ kind: 'hazard', number: 'YH-1' })).toBe('hazard/YH-1')
  expect(reasonOf({ data: { changes: [{ label: '合并', before: '30', after: '90' }, { label: '口令', secret: true }] } })).toBe('合并：30 → 90；口令：（不记录）')
})

describe('settings', () => {
  const whole = { key: 'n', label: '合并等待', description: '', type: 'whole', several: false, least: '0', most: '600', choices: [], current: '30', secret: false }
  test('are checked before they are sent', () => {
    expect(wrongOf(whole, '90')).toBe(null)
    for (const bad of ['601', '-1', '1.5', 'x', '']) expect(wrongOf(whole, bad)).toBeTruthy()
    expect(wrongOf({ ...whole, type: 'text', choices: [{ value: 'SM3' }] }, 'MD5')).toBeTruthy()
    expect(wrongOf({ ...whole, several: true }, '1, 2, 900')).toBeTruthy()
  })
  test('only what differs is sent, and an empty secret stays', () => {
    const group = { settings: [whole, { ...whole, key: 's', secret: true, current: null }] }
    expect(changesOf(group, { n: ' 30 ', s: '' })).toEqual({})
    expect(changesOf(group, { n: '31', s: 'x' })).toEqual({ n: '31', s: 'x' })
  })
  test('are found by any of their words', () => {
    expect(found([{ label: '通知', pid: 'io.shoutu.notices', settings: [whole] }], '通知 合并')).toHaveLength(1)
    expect(found([{ label: '通知', pid: 'io.shoutu.notices', settings: [whole] }], '月亮')).toHaveLength(0)
  })
  test('are called in English what their bundle says, else what their key says', () => {
    const both = { label: '合并等待秒数', description: '0 为不合并', english: { label: 'Seconds notices gather', description: null } }
    expect(labelOf(both, 'mergeSeconds')).toBe('合并等待秒数')
    look.language = 'en'
    expect([labelOf(both, 'mergeSeconds'), descriptionOf(both)]).toEqual(['Seconds notices gather', '0 为不合并'])
    expect(labelOf({ label: '合并等待秒数', english: null }, 'mergeSeconds')).toBe('Merge seconds')
    expect(labelOf({ label: 'Topics 主题', english: null }, 'topic')).toBe('Topics')
    expect(labelOf({ label: '对外接口', english: null }, 'io.shoutu.edge')).toBe('Edge')
    look.language = 'zh-CN'
  })
})

test('a grant keeps the three apart', () => {
  const here = { everywhere: true, areas: '', units: '', enterprises: '' }
  expect(wrongGrant({ roles: ['operator', 'acceptor'], ...here })).toBe(null)
  expect(wrongGrant({ roles: ['admin', 'auditor'], ...here })).toMatch(/不能由一人兼任/)
  expect(wrongGrant({ roles: ['auditor', 'operator'], ...here })).toMatch(/不得兼任/)
  expect(wrongGrant({ roles: ['operator'], ...here, everywhere: false })).toBeTruthy()
  expect(scopeText({ everywhere: false, areas: ['990123400000'], units: [], enterprises: [] })).toBe('区划 990123400000')
})

test('the set-up says at each field what is wrong', () => {
  const form = { countyName: '临水县', cityName: '临安市', countyCode: '330199', adminName: '沈', adminPassword: 'Guan-Li-2026', adminAgain: 'Guan-Li-2026', passwordLength: 10, failures: 5, lockMinutes: 15 }
  expect(wrongIn('county', form)).toEqual({})
  expect(wrongIn('admin', form)).toEqual({})
  for (const code of ['3301', '330100', '330199001000']) expect(Object.keys(wrongIn('county', { ...form, countyCode: code }))).toEqual(['countyCode'])
  expect(Object.keys(wrongIn('admin', { ...form, adminAgain: 'x' }))).toEqual(['adminAgain'])
  expect(Object.keys(wrongIn('admin', { ...form, passwordLength: 14 }))).toEqual(['adminPassword'])
  expect(Object.keys(wrongIn('admin', { ...form, failures: 2 }))).toEqual(['failures'])
  expect(weakness('alllowercase', 10)).toBeTruthy()
})

test('the wiring tells by colour what needs a look', () => {
  expect(routeTone({ state: 'Stopped' })).toBe('orange')
  expect(routeTone({ state: 'Started' })).toBe('green')
  expect(lagTone({ behind: 3 })).toBe('')
  expect(lagTone({ behind: 5000 })).toBe('red')
  expect(troubled([{ state: 'ACTIVE', reasons: [] }, { state: 'ACTIVE', reasons: ['x'] }, { state: 'INSTALLED', reasons: [] }])).toHaveLength(2)
  expect(figuresOf([{ name: 'shoutu_mqtt_connected', help: '', labels: { inlet: 'county' } }], 'mqtt county')).toHaveLength(1)
})
