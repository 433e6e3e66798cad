import { reactive } from 'vue'
import { get, Refusal } from './api.js'

/** What bundles add to the console (界面扩展), as the platform last told; only what whoever is signed in may see. */
export const contributions = reactive({ items: [], read: false })

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
    const { items } = await get('/api/ui/contributions')
    // The same list leaves every open page alone.
    if (JSON.stringify(items) !== JSON.stringify(contributions.items)) contributions.items = items
    contributions.read = true
  } catch (refusal) {
    // The next change or the next line asks again; until then the menu stays as it was.
    if (!(refusal instanceof Refusal)) throw refusal
  }
}

export function forgetContributions() {
  Object.assign(contributions, { items: [], read: false })
}

/** All pages in the order of the menu. */
export const menu = (items) => items
  .flatMap((contribution) => contribution.pages.map((page) => ({ ...page, contribution })))
  .sort((a, b) => a.order - b.order || a.path.localeCompare(b.path))

/** The page an address of the console belongs to: its own path or one below it; null where no bundle brings it. */
export function pageAt(items, hash) {
  const path = /^#(\/[^?#]*)/.exec(hash ?? '')?.[1] ?? '/'
  return menu(items).filter((page) => path === page.path || path.startsWith(`${page.path}/`)).sort((a, b) => b.path.length - a.path.length)[0] ?? null
}

/** The path of an address that is not the shell's own, or null. */
export function foreign(hash) {
  const path = /^#(\/[^?#]*)/.exec(hash ?? '')?.[1] ?? '/'
  return path === '/' || /^\/(alarms|hazards)\//.test(path) ? null : path
}
