import { describe, expect, test } from 'vitest'
import { bodyOf, missing } from 'shoutu/kit'
import { FORMS } from '../src/forms.js'
import { steps } from '../src/states.js'

describe('moves of a hazard', () => {
  test('a major grade asks for its criterion, a general one does not', () => {
    expect(missing(FORMS.grading, { grade: 'GENERAL', mode: 'BY_DEADLINE', rectifier: 'li' })).toEqual({})
    expect(Object.keys(missing(FORMS.grading, { grade: 'MAJOR', mode: 'BY_DEADLINE', rectifier: 'li' }))).toEqual(['standard', 'clause', 'text'])
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
})
