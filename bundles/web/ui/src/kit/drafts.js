import { reactive, watch } from 'vue'
import { state } from '../store.js'

const KEEP = 7 * 86400000
const keyOf = (name) => `shoutu.draft.${state.me?.account ?? '?'}.${name}`

/**
 * What was typed into a form (草稿), kept in this browser until it is dropped: through a change of page, a reload, a closed browser; seven days.
 *
 * @param name one name for one form of one record, e.g. `hazards/YH-1/plan`
 * @param start values of a form nobody has touched yet
 * @returns `{values, restored, drop}`: the reactive values, whether something came back, and how to forget it
 */
export function draft(name, start = {}) {
  const key = keyOf(name)
  let before = null
  try {
    before = JSON.parse(localStorage.getItem(key))
  } catch { /* storage switched off or damaged: the form starts empty */ }
  if (before && Date.now() - before.at > KEEP) before = null
  const values = reactive({ ...start, ...before?.values })
  const first = JSON.stringify(start)
  const stop = watch(values, () => {
    try {
      const text = JSON.stringify(values)
      if (text === first) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }))
    } catch { /* storage full or switched off: what was typed holds while the page is open */ }
  }, { deep: true, flush: 'post' })
  return {
    values,
    restored: before !== null,
    drop() {
      stop()
      try {
        localStorage.removeItem(key)
      } catch { /* nothing was kept */ }
    },
  }
}
