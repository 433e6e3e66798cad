import { reactive } from 'vue'
import { get, Refusal } from './kit/api.js'
import { GROUPS, OWN } from './pages.js'

/** What bundles add to the console (界面扩展), as the platform last told; only what whoever is signed in may see. */
export const contributions = reactive({ items: [], may: [], read: false })

let running = null
let again = false

/** Reads the list anew; asked while it is being read, once more afterwards. */
export function readContributions() {
  if (running) {
    again = true
    return running
  }
  running = ask().finally(() => {
    running = null
    if (again) {
      again = false
      readContributions()
    }
  })
  return running
}

async function ask() {
  try {
    const { items, may: allowed = [] } = await get('/api/ui/contributions')
    // The same list leaves every open page alone.
    if (JSON.stringify(items) !== JSON.stringify(contributions.items)) contributions.items = items
    if (JSON.stringify(allowed) !== JSON.stringify(contributions.may)) contributions.may = allowed
    contributions.read = true
  } catch (refusal) {
    // The next change or the next line asks again; until then the menu stays as it was.
    if (!(refusal instanceof Refusal)) throw refusal
  }
}

export function forgetContributions() {
  Object.assign(contributions, { items: [], may: [], read: false })
}

/** Whether whoever is signed in may perform an operation, e.g. `hazard.report`. */
export const may = (operation) => contributions.may.includes(operation)

const OURS = { id: 'web', bundle: 'Shoutu web (io.shoutu.web)', version: '' }

/** All pages one may open: the console's own and those of bundles, each with its `contribution`; of two with one path our own stands. */
export function pagesOf(items, allowed) {
  const own = OWN.filter((page) => !page.operation || allowed.includes(page.operation)).map((page) => ({ ...page, contribution: { ...OURS, load: page.load } }))
  const brought = items.flatMap((contribution) => contribution.pages.map((page) => ({ ...page, contribution })))
  return [...own, ...brought.filter((page) => !OWN.some((each) => each.path === page.path))].sort((a, b) => a.order - b.order || a.path.localeCompare(b.path))
}

/** The menu: parts with their pages, in order; a part with nothing in it is not there. */
export function menu(pages) {
  const partOf = (page) => (GROUPS.some((group) => group.name === page.group) ? page.group : 'more')
  return GROUPS.map((group) => ({ ...group, pages: pages.filter((page) => page.group !== '' && partOf(page) === group.name) })).filter((group) => group.pages.length)
}

/** The page an address of the console belongs to: its own path or one below it; null where there is none. */
export function pageAt(pages, path) {
  return pages.filter((page) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`))).sort((a, b) => b.path.length - a.path.length)[0] ?? null
}
