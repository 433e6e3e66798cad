// What the pages of the directory use of the kit (页面用件).
import { follow } from '../kit/live.js'
import { onBeforeUnmount } from 'vue'

export * from '../kit/index.js'
export { all, get, send, Refusal } from '../kit/api.js'

/** Hears a fact while the component stands. */
export function onFact(fact, hear) {
  onBeforeUnmount(follow(fact, hear))
}
