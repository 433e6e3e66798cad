import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, nextTick, reactive } from 'vue'
import { draft } from '../src/kit/drafts.js'
import { useLedger, useRecord } from '../src/kit/ledger.js'
import { call, get, signOut } from '../src/kit/api.js'
import { look } from '../src/kit/look.js'
import { english, englishWhyNot } from '../src/kit/reasons.js'
import { whyNot } from '../src/kit/why.js'
import { facts, FACTS, factLabel, kinds, pageOfKind, rolesLabel } from '../src/kit/words.js'
import { DEGREES, grouped } from '../src/todo.js'

const kept = new Map()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) })
})
afterEach(() => vi.unstubAllGlobals())

describe('a draft', () => {
  test('comes back after a reload until it is dropped', async () => {
    const first = draft('hazards/YH-1/plan', { grade: 'GENERAL' })
    expect(first.restored).toBe(false)
    first.values.note = '写到一半'
    await nextTick()
    const again = draft('hazards/YH-1/plan', { grade: 'GENERAL' })
    expect([again.restored, again.values.note, again.values.grade]).toEqual([true, '写到一半', 'GENERAL'])
    expect(draft('hazards/YH-2/plan').restored).toBe(false)
    again.drop()
    expect(draft('hazards/YH-1/plan').restored).toBe(false)
  })
  test('of what nobody changed is not kept, nor one older than a week', async () => {
    const form = draft('x', { mode: 'A' })
    form.values.note = 'a'
    await nextTick()
    delete form.values.note
    await nextTick()
    expect(kept.size).toBe(0)
    kept.set('shoutu.draft.?.x', JSON.stringify({ at: Date.now() - 8 * 86400000, values: { note: 'old' } }))
    expect(draft('x').values).toEqual({})
  })
})

describe('a refusal', () => {
  const refused = async (status, body) => {
    vi.stubGlobal('fetch', async () => ({ ok: false, status, json: async () => body }))
    return call('POST', '/api/hazards', {}).catch((refusal) => refusal)
  }
  afterEach(() => { look.language = 'zh-CN' })
  test('is said in Chinese as the platform says it', async () => {
    const refusal = await refused(422, { code: 'deadline-past', detail: '时限不能早于今天（2026-11-22）：2026-11-01', field: 'deadline' })
    expect([refusal.message, refusal.field]).toEqual(['时限不能早于今天（2026-11-22）：2026-11-01', 'deadline'])
  })
  test('is said in English by its code, what it names stands behind', async () => {
    look.language = 'en'
    expect((await refused(422, { code: 'deadline-past', detail: '时限不能早于今天（2026-11-22）' })).message).toBe('The deadline lies in the past (时限不能早于今天（2026-11-22）)')
    expect((await refused(409, { code: 'of-a-plugin', detail: '不行' })).message).toBe('This cannot be done now (不行)')
    expect((await refused(502, {})).message).toContain('502')
  })
  test('of a kind nobody named is told by what it is', () => {
    expect(english('cell-not-found', 404)).toBe('There is no such cell')
    expect(english('plan-not-found', 404)).toBe('There is no such record')
  })
})

describe('a ledger', () => {
  const rows = Array.from({ length: 120 }, (_, i) => ({ number: `N-${i}` }))
  let asked
  const within = (setup) => effectScope().run(setup)
  const settled = (ledger) => vi.waitFor(() => expect([asked.open, ledger.loading]).toEqual([0, false]))
  beforeEach(() => {
    asked = { open: 0, queries: [] }
    vi.stubGlobal('fetch', async (path) => {
      asked.open++
      const query = new URL(path, 'http://x').searchParams
      asked.queries.push(Object.fromEntries(query))
      await null
      asked.open--
      if (query.get('text') === 'broken') return { ok: false, status: 503, json: async () => ({ code: 'store-unavailable', detail: '数据库暂时不可用' }) }
      const from = Number(query.get('cursor') ?? 0)
      const limit = Number(query.get('limit'))
      return { ok: true, status: 200, json: async () => ({ items: rows.slice(from, from + limit), next: from + limit < rows.length ? String(from + limit) : null, total: rows.length }) }
    })
  })
  test('goes from page to page by key, forth and back, and begins anew when a filter changes', async () => {
    const filters = reactive({ text: '' })
    const ledger = within(() => useLedger('/api/things', { filters, limit: 50 }))
    await settled(ledger)
    await ledger.next()
    await ledger.next()
    expect([ledger.from, ledger.items[0].number, ledger.items.length, ledger.hasNext, ledger.total]).toEqual([100, 'N-100', 20, false, 120])
    await ledger.next()
    expect(ledger.page).toBe(2)
    await ledger.back()
    expect(ledger.items[0].number).toBe('N-50')
    filters.text = '泵'
    await nextTick()
    await settled(ledger)
    expect([ledger.page, asked.queries.at(-1)]).toEqual([0, { text: '泵', limit: '50' }])
  })
  test('that cannot be read says so and keeps what it showed, it is never empty instead', async () => {
    const filters = reactive({ text: '' })
    const ledger = within(() => useLedger('/api/things', { filters }))
    await settled(ledger)
    filters.text = 'broken'
    await nextTick()
    await settled(ledger)
    await vi.waitFor(() => expect(ledger.problem).toBe('数据库暂时不可用'))
    expect(ledger.items.length).toBe(50)
  })
})

describe('a record', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('is never put back by an older answer that comes in later', async () => {
    const late = []
    vi.stubGlobal('fetch', (path) => new Promise((answer) => { late.push({ path, say: (state) => answer({ ok: true, status: 200, json: async () => (path.startsWith('/api/journal') ? { items: [] } : path.startsWith('/api/chain') ? null : { state }) }) }) }))
    const scope = effectScope()
    const one = scope.run(() => useRecord('hazard', '/api/hazards', () => 'YH-1'))
    one.read()
    expect(late).toHaveLength(6)
    late.slice(3).forEach((each) => each.say('VERIFIED'))
    await vi.waitFor(() => expect(one.record?.state).toBe('VERIFIED'))
    late.slice(0, 3).forEach((each) => each.say('REGISTERED'))
    await new Promise((done) => setTimeout(done))
    expect(one.record.state).toBe('VERIFIED')
    scope.stop()
  })
})

test('signing out waits for what is under way and for what that asks next: nothing is asked of an ended session', async () => {
  const seen = []
  vi.stubGlobal('fetch', async (path, { method }) => {
    seen.push(`${method} ${path}`)
    await new Promise((done) => setTimeout(done, 5))
    return { ok: true, status: 200, json: async () => ({}) }
  })
  const work = (async () => { await get('/api/first'); await get('/api/second'); await get('/api/third') })()
  await signOut()
  await work
  expect(seen).toEqual(['GET /api/first', 'GET /api/second', 'GET /api/third', 'DELETE /api/session'])
  vi.unstubAllGlobals()
})

describe('words of rooms', () => {
  test('a room names its facts and its records', () => {
    facts({ 'inspection.planned': ['下达检查计划', 'Inspection planned'] })
    kinds({ inspection: { name: ['检查', 'Inspection'], page: 'inspections' } })
    expect([factLabel('inspection.planned'), factLabel('nobody.knows'), pageOfKind('inspection'), rolesLabel('operator, rectifier')]).toEqual(['下达检查计划', 'nobody.knows', 'inspections', '值班员、整改责任人'])
    expect(Object.keys(FACTS)).toContain('inspection.planned')
  })
})

describe('the queue', () => {
  test('stands in groups of one degree, each of which has a look', () => {
    const items = [{ urgency: 'LEGAL_DEADLINE_PASSED' }, { urgency: 'LEGAL_DEADLINE_PASSED' }, { urgency: 'WAITING' }]
    expect(grouped(items).map((group) => [group.urgency, group.items.length])).toEqual([['LEGAL_DEADLINE_PASSED', 2], ['WAITING', 1]])
    expect(Object.values(DEGREES).every((degree) => degree.words.length === 2 && degree.mark)).toBe(true)
  })
})

test('why a move cannot be made is told in the language people read', async () => {
  const move = { label: '制定整改方案', role: 'operator, rectifier', whyNot: '当前状态为“已登记”，不能制定整改方案', code: 'illegal-move' }
  expect(whyNot(move)).toBe(move.whyNot)
  expect(whyNot({ role: 'operator, rectifier', whyNot: null })).toBe('由值班员、整改责任人办理')
  look.language = 'en'
  expect(englishWhyNot('role-required', '须由整改责任人办理', 'Rectifier')).toBe('For the Rectifier')
  expect(englishWhyNot('extension-limit', '已延期2次', '')).toBe('It has been extended as often as allowed (已延期2次)')
  expect(whyNot({ ...move, code: null })).toBe(move.whyNot)
  whyNot(move)
  await vi.waitFor(() => expect(whyNot(move)).toBe('Not possible in the state it is in now'))
  look.language = 'zh-CN'
})
