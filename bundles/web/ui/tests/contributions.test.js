import { describe, expect, it } from 'vitest'
import { foreign, menu, pageAt } from '../src/contributions.js'

const page = (path, order) => ({ path, order, export: 'X', titles: { 'zh-CN': path } })
const items = [{ id: 'acme', bundle: 'Acme', module: '/ui/acme/@1/acme.js', pages: [page('/acme', 900), page('/acme/list', 901)] }, { id: 'big', bundle: 'Big', module: '/ui/big/@1/b.js', pages: [page('/big', 100)] }]

describe('pages of bundles', () => {
  it('stand in the menu by their order, each knowing its contribution', () => {
    expect(menu(items).map((each) => each.path)).toEqual(['/big', '/acme', '/acme/list'])
    expect(menu(items)[0].contribution.bundle).toBe('Big')
  })
  it('are found by the longest path the address begins with', () => {
    expect(pageAt(items, '#/acme').path).toBe('/acme')
    expect(pageAt(items, '#/acme/list/7?x=1').path).toBe('/acme/list')
    expect(pageAt(items, '#/acmex')).toBeNull()
    expect(pageAt(items, '')).toBeNull()
  })
  it('are told from the addresses of the console itself', () => {
    expect(foreign('#/')).toBeNull()
    expect(foreign('#/alarms/BJ-2026-000001')).toBeNull()
    expect(foreign('#/gone')).toBe('/gone')
  })
})
