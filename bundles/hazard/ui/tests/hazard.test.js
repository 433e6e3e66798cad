import { describe, expect, test } from 'vitest'
import { bodyOf, missing } from 'shoutu/kit'
import { FORMS } from '../src/forms.js'
import { assessment } from '../src/riskForms.js'
import { steps } from '../src/states.js'

describe('moves of a hazard', () => {
  test('a major grade asks for its criterion, a general one does not', () => {
    expect(missing(FORMS.grading, { grade: 'GENERAL', mode: 'BY_DEADLINE', rectifier: 'li' })).toEqual({})
    expect(Object.keys(missing(FORMS.grading, { grade: 'MAJOR', mode: 'BY_DEADLINE', rectifier: 'li' }))).toEqual(['standard', 'clause'])
    expect(bodyOf(FORMS.grading, { grade: 'GENERAL', mode: 'AT_ONCE', rectifier: 'li', clause: 'typed before' }))
      .toEqual({ grade: 'GENERAL', criterion: null, mode: 'AT_ONCE', rectifier: 'li' })
  })
  test('the plan names each of the five guarantees that is missing', () => {
    expect(Object.keys(missing(FORMS.plan, { measures: '换轴承', funds: ' ' }))).toEqual(['responsible', 'funds', 'deadline', 'contingency'])
  })
  test('a dismissed hazard shows its own short life', () => {
    expect(steps({ state: 'DISMISSED' })).toMatchObject({ at: 1, ended: true })
    expect(steps({ state: 'RECTIFYING' }).at).toBe(3)
  })
  test('the plan of a major hazard asks for the parts that make six', () => {
    const five = { measures: '换阀', responsible: '王工', funds: '5000', deadline: '2026-12-01', contingency: '停用' }
    expect(missing(FORMS.plan, five, { grade: 'GENERAL' })).toEqual({})
    expect(Object.keys(missing(FORMS.plan, five, { grade: 'MAJOR' })).sort()).toEqual(['goals', 'requirements', 'safety'])
  })
  test('an assessment keeps the events there already and sends scores as numbers', () => {
    const form = assessment(() => [], () => [])
    const kept = { name: '泄漏', harm: null, measures: [{ kind: 'MANAGEMENT', kindLabel: '管理', text: '巡检', responsible: null, everyDays: 7 }], inherent: { method: 'LEC', inputs: { L: 3, E: 6, C: 15 } }, residual: { method: 'LEC', inputs: { L: 1, E: 6, C: 15 } } }
    const body = bodyOf(form, { name: '火灾', method: 'LS', iL: '4 ', iS: '5 ', rL: '1 ', rS: '5 ', ENGINEERING: '喷淋', everyDays: 30, more: 'keep' }, { events: [kept] })
    expect(body.events.map((event) => event.name)).toEqual(['泄漏', '火灾'])
    expect(body.events[1].inherent).toEqual({ method: 'LS', inputs: { L: 4, S: 5 } })
    expect(body.events[1].measures).toEqual([{ kind: 'ENGINEERING', text: '喷淋', responsible: null, everyDays: 30 }])
  })
})
