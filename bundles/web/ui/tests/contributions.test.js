import { describe, expect, it } from 'vitest'
import { menu, pageAt, pagesOf } from '../src/contributions.js'

const page = (path, order, group = 'more') => ({ path, order, group, export: 'X', titles: { 'zh-CN': path } })
const items = [{ id: 'acme', bundle: 'Acme', module: '/ui/acme/@1/acme.js', pages: [page('/acme', 900), page('/acme/list', 901, ''), page('/', 1)] }, { id: 'big', bundle: 'Big', module: '/ui/big/@1/b.js', pages: [page('/big', 100, 'hazard'), page('/odd', 950, 'nobody-knows')] }]

describe('pages of bundles', () => {
  it('stand in the parts of the menu by their order, each knowing its contribution; none takes the place of our own', () => {
    const pages = pagesOf(items, [])
    expect(pages.find((each) => each.path === '/').contribution.bundle).toContain('io.shoutu.web')
    const parts = Object.fromEntries(menu(pages).map((group) => [group.name, group.pages.map((each) => each.path)]))
    expect(parts).toMatchObject({ duty: ['/'], hazard: ['/big'], more: ['/acme', '/odd'] })
    expect(menu(pages).at(-1).pages[0].contribution.bundle).toBe('Acme')
  })
  it('are found by the longest path the address begins with', () => {
    const pages = pagesOf(items, [])
    expect(pageAt(pages, '/acme').path).toBe('/acme')
    expect(pageAt(pages, '/acme/list/7').path).toBe('/acme/list')
    expect(pageAt(pages, '/acmex')).toBeNull()
    expect(pageAt(pages, '/').path).toBe('/')
  })
})
