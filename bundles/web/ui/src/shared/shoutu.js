// What a plugin gets when it imports 'shoutu' (插件公共模块). These names are a promise to plugins, see bundles/web/README.md.
import { computed } from 'vue'
import { state } from '../store.js'
import { follow } from '../kit/live.js'

/**
 * Calls to the platform with the session of whoever is signed in: `get(path)`, `all(path)` (every page of a list), `send(method, path,
 * body, version)` with the token against forged requests and If-Match, `upload(file)`. What the platform refuses is thrown as
 * {@link Refusal}: `status`, `code`, `field`, and a `message` in Chinese that may be shown.
 */
export { all, get, send, upload, Refusal } from '../kit/api.js'

/** Who is signed in (当前用户), reactive: `me.value` is `{account, name, roles}` or null. */
export const me = computed(() => state.me)

/** Whether the live line stands (实时连接), reactive. */
export const live = computed(() => state.live === 'open')

/**
 * Hears a fact of the journal while the page is open (实时事实).
 *
 * @param {string} fact its name, e.g. `hazard.registered`, or `hazard.*` for all of a word that have a name (see `facts` of shoutu/kit)
 * @param {(entry: {id, subject, name, happened, account, data}) => void} hear called with each entry; what came while the line was
 *     broken follows when it stands again
 * @returns {() => void} ends it; a component calls it in onUnmounted
 */
export const onFact = (fact, hear) => follow(fact, hear)

/** Where the console stands (地址), reactive, and how to go elsewhere: `address.path`, `address.query`, `go('/hazards', { open: true })`. */
/** A file out or in (文件收发): `sendFile(method, path, file)` answers JSON, or a workbook as `{blob, name}`, which `saveAs` hands to whoever sits at the screen. */
export { saveAs, sendFile } from '../directory/files.js'

export { address, go } from '../kit/address.js'

/** Whether whoever is signed in may perform an operation (权限): `may('hazard.report')`; reactive. The platform checks again. */
export { may } from '../contributions.js'

/** Lays a stylesheet of the plugin into the page, once: `stylesheet(new URL('./acme.css', import.meta.url))`. */
export function stylesheet(address) {
  const href = new URL(address, location.href).href
  if ([...document.querySelectorAll('link[rel=stylesheet]')].some((link) => link.href === href)) return
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
}
