import { reactive } from 'vue'
import { addressParts, queryOf } from './logic.js'

/** Where the console stands (地址), reactive: `{path: '/hazards/YH-1', query: {tab: 'x'}}`. */
export const address = reactive(addressParts(globalThis.location?.hash))

globalThis.addEventListener?.('hashchange', () => Object.assign(address, addressParts(location.hash)))

/** What follows the path of a page: below `/hazards`, `YH-2026-000123` or the empty text. */
export const below = (path) => (address.path.startsWith(`${path}/`) ? decodeURIComponent(address.path.slice(path.length + 1)) : '')

/** Goes to an address of the console; `replace` leaves no step behind for the back button. */
export function go(path, query = {}, replace = false) {
  const text = queryOf(query)
  const hash = `#${path}${text && `?${text}`}`
  if (hash === location.hash) return
  if (replace) {
    history.replaceState(null, '', hash)
    Object.assign(address, addressParts(hash))
  } else {
    location.hash = hash
  }
}
