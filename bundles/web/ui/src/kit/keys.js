import { onBeforeUnmount, onMounted, reactive } from 'vue'

/** Keys that do something on the page that is open (键盘), for the help. */
export const keys = reactive([])

const typing = (target) => target.closest?.('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role="combobox"]')
/** Whether a dialog or a menu lies over the page: the keys of the page rest. */
const covered = () => [...document.querySelectorAll('[role=dialog][aria-modal=true], dialog[open]')].some((each) => each.offsetParent !== null || each.open)

/**
 * Keys of a page: `useKeys([{ key: 'a', label: ['确认报警', 'Acknowledge'], run: () => … }])`. They rest while somebody types, while a dialog is
 * open, and with Ctrl, Alt or Meta. `hidden: true` keeps one out of the help.
 */
export function useKeys(table) {
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented || typing(event.target) || covered()) return
    const found = table.find((each) => each.key === event.key && (!each.when || each.when()))
    if (!found) return
    event.preventDefault()
    found.run(event)
  }
  onMounted(() => {
    addEventListener('keydown', press)
    keys.push(...table.filter((each) => !each.hidden))
  })
  onBeforeUnmount(() => {
    removeEventListener('keydown', press)
    table.forEach((each) => {
      const at = keys.indexOf(each) < 0 ? keys.findIndex((other) => other.key === each.key && other.label === each.label) : keys.indexOf(each)
      if (at >= 0) keys.splice(at, 1)
    })
  })
}

/** All rows of the page that can be stepped through: elements with `data-row`. */
const rows = () => [...document.querySelectorAll('[data-row]')].filter((row) => row.offsetParent !== null)
export const currentRow = () => document.activeElement?.closest('[data-row]') ?? null

/** Moves to the next (1) or previous (-1) row. */
export function stepRow(by) {
  const all = rows()
  if (!all.length) return
  const at = all.indexOf(currentRow())
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]
  ;(next.matches('a, button, [tabindex]') ? next : next.querySelector('a, button'))?.focus()
  next.scrollIntoView({ block: 'nearest' })
}
