import { describe, expect, test } from 'vitest'
import { bodyOf, missing } from 'shoutu/kit'
import { DRAFT, FORMS, addresseeOf, confirmForm, pointsForm, splitAddressee } from '../src/forms.js'
import { SORTS, standing } from '../src/rules.js'
import { STATES, pageOf, steps } from '../src/words.js'

describe('papers of supervision', () => {
  test('a draft asks whom it is for, in the list that was chosen', () => {
    expect(Object.keys(missing(DRAFT, { kind: 'reminder', title: '函', sort: 'unit' }))).toEqual(['unit'])
    expect(Object.keys(missing(DRAFT, { kind: 'reminder', title: '函', sort: 'person', unit: 'yjj' }))).toEqual(['person'])
    expect(bodyOf(DRAFT, { kind: 'reminder', title: '函', sort: 'unit', unit: 'yjj', person: 'ld03', copy: 'xz400' })).toMatchObject({ addressee: 'unit:yjj', cc: ['unit:xz400'], deadline: null })
  })
  test('an addressee is taken apart and put together again', () => {
    for (const text of ['unit:yjj', 'person:ld03', 'enterprise:91990101MA0000001X']) expect(addresseeOf(splitAddressee(text))).toBe(text)
    expect(addresseeOf(splitAddressee(null))).toBeNull()
  })
  test('a revision keeps kind and copies', () => {
    const record = { kind: 'listing', title: '旧', addressee: 'unit:yjj', cc: [{ addressee: 'unit:xz400', name: '园区' }], follows: 'DB-2026-000001' }
    expect(FORMS.revision.body({ ...FORMS.revision.start(record), title: '新' }, record)).toMatchObject({ kind: 'listing', title: '新', cc: ['unit:xz400'], follows: 'DB-2026-000001', addressee: 'unit:yjj' })
  })
  test('an interview is not recorded without who was there', () => {
    expect(Object.keys(missing(FORMS.holding, { text: '纪要', day: '2026-02-13' }))).toEqual(['people'])
  })
  test('every state has a name and a place in its course, or ends it', () => {
    for (const state of Object.keys(STATES.table)) for (const flow of ['LETTER', 'INTERVIEW', 'LISTING', 'INVESTIGATION', 'INSTRUCTION', 'CIRCULAR']) {
      const life = steps({ flow, state, ended: false })
      expect(life.at).toBeLessThan(life.labels.length)
    }
    expect(steps({ flow: 'LETTER', state: 'WITHDRAWN' })).toMatchObject({ ended: true })
  })
  test('a proposal for which nobody was found asks for the addressee', () => {
    expect(Object.keys(missing(confirmForm({ kind: 'reminder', title: 't', reason: 'r', demand: 'd', addressee: null }), { kind: 'reminder', title: 't', problem: 'r', demand: 'd', sort: 'unit' }))).toEqual(['unit'])
  })
  test('points go to the person and the enterprise chosen together', () => {
    expect(bodyOf(pointsForm([], []), { head: 'ent01|91990101MA0000001X', rule: 'hazard-late', happenedOn: '2026-02-01' })).toMatchObject({ person: 'ent01', enterprise: '91990101MA0000001X', rule: 'hazard-late' })
  })
  test('causes lead to their pages where there are some', () => {
    expect(pageOf('hazard/YH-2026-000001')).toBe('#/hazards/YH-2026-000001')
    expect(pageOf('duty-list/ZR-2026-0001.1#2@2026年')).toBe('#/duty-lists/ZR-2026-0001.1')
    expect(pageOf('thing/1')).toBeNull()
  })
  test('a rule stands as of today, with the version ahead and the one before beside it', () => {
    const rows = [{ code: 'a', from: '2026-03-01', to: null }, { code: 'a', from: '2020-01-01', to: '2026-02-28' }, { code: 'b', from: '2020-01-01', to: '2021-01-01' }, { code: 'c', from: '2020-01-01', to: null }]
    const all = standing(rows, (r) => r.code, '2026-02-13')
    expect(all.map((each) => each.id)).toEqual(['a', 'c', 'b'])
    expect(all[0]).toMatchObject({ inForce: true, row: rows[1], ahead: rows[0], others: [rows[0]] })
    expect(all[2].inForce).toBe(false)
  })
  test('the next version of a rule keeps what cannot change and asks where it comes from', () => {
    const kind = SORTS.find((each) => each.sort === 'kind')
    const record = { code: 'notice', label: '督促限期整改通知书', flow: 'LETTER', series: 'DBZG', prefix: '安安委办督改', answerDays: 15, working: true, score: -1, lateScore: -2, source: '旧', from: '2020-01-01', to: null }
    const form = kind.form(record, '2026-02-13')
    expect(Object.keys(missing(form, form.start))).toEqual(['source'])
    expect(bodyOf(form, { ...form.start, answerDays: 7, source: '县安委〔2026〕5号' })).toEqual({ code: 'notice', flow: 'LETTER', series: 'DBZG', label: '督促限期整改通知书', prefix: '安安委办督改', answerDays: 7, working: true, score: -1, lateScore: -2, source: '县安委〔2026〕5号', from: '2026-02-13' })
  })
})
