import { describe, expect, test } from 'vitest'
import { bodyOf, missing } from 'shoutu/kit'
import { FORMS } from '../src/forms.js'
import { assessment } from '../src/riskForms.js'
import { copyOf, grouped, bodyOf as versionOf } from '../src/methods.js'
import { RiskLayer } from '../src/riskLayer.js'
import { steps } from '../src/states.js'
import { paper, summed, worth } from '../src/inspection/way.js'

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

describe('the way of a patrol', () => {
  const at = (seconds, latitude, accuracy = 8) => ({ at: new Date(1e12 + seconds * 1000).toISOString(), longitude: 146.12, latitude, accuracy })
  test('keeps what is far or late enough and measured well enough', () => {
    expect(worth(null, at(0, 33.12))).toBe(true)
    expect(worth(at(0, 33.12), at(5, 33.12001))).toBe(false)
    expect(worth(at(0, 33.12), at(5, 33.1202))).toBe(true)
    expect(worth(at(0, 33.12), at(61, 33.12))).toBe(true)
    expect(worth(at(0, 33.12), at(61, 33.13, 400))).toBe(false)
  })
  test('is summed and drawn with north up', () => {
    const way = [at(0, 33.12), at(60, 33.121), at(700, 33.121)]
    expect(summed(way)).toMatchObject({ metres: 111, millis: 700000, pause: 640000 })
    const { spots } = paper(way)
    expect(spots[0].y).toBeGreaterThan(spots[1].y)
  })
})

describe('a version of a method', () => {
  const method = { kind: 'MATRIX', title: '县版', factors: { L: [{ score: 1, label: '少' }, { score: 2, label: '多' }], S: [{ score: 1, label: '轻' }] }, bands: [], cells: { '1 1': 'LOW', '2 1': 'GENERAL' } }
  test('is begun from the one in force, without its source and day', () => {
    expect(copyOf(method)).toMatchObject({ title: '县版', source: '', effectiveFrom: '', cells: { '1 1': 'LOW' } })
  })
  test('a new cell is red until somebody says otherwise', () => {
    const draft = copyOf(method)
    draft.factors.L.push({ score: '3', label: '常' })
    expect(versionOf(draft).cells).toEqual({ '1 1': 'LOW', '2 1': 'GENERAL', '3 1': 'MAJOR' })
  })
  test('the lowest band has no edge', () => {
    expect(versionOf({ kind: 'LS', factors: { L: [], S: [] }, bands: [{ edge: '15', inclusive: true, level: 'MAJOR' }, { edge: '9', inclusive: false, level: 'LOW' }] }).bands).toEqual([{ edge: 15, inclusive: true, level: 'MAJOR' }, { edge: null, inclusive: false, level: 'LOW' }])
  })
  test('what would change is told by where it leads, what is to be assessed anew first', () => {
    expect(grouped([{ now: 'LOW', then: 'GENERAL' }, { now: 'LOW', then: 'GENERAL' }, { now: 'LOW', then: null }])).toEqual([{ now: 'LOW', then: null, many: 1 }, { now: 'LOW', then: 'GENERAL', many: 2 }])
  })
})

describe('risks on the map', () => {
  test('each level has its colour, shape and word, and the layer says by which rule', () => {
    expect(RiskLayer.legend.map((each) => `${each.shape} ${each.tone} ${each.label[0]}`)).toEqual(['hexagon red 重大风险', 'hexagon orange 较大风险', 'hexagon yellow 一般风险', 'hexagon blue 低风险'])
    expect(typeof RiskLayer.rule).toBe('function')
  })
})
