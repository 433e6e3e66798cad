import { describe, expect, test } from 'vitest'
import { bodyOf, missing } from 'shoutu/kit'
import { DRAFT, FORMS, addresseeOf, confirmForm, pointsForm, splitAddressee } from '../src/forms.js'
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
    expect(pageOf('duty-list/QD-1')).toBeNull()
  })
})
