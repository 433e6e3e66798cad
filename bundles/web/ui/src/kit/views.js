import { reactive, watch } from 'vue'

/** What somebody keeps of a ledger in this browser (个人视图): `{views: [{name, query}], columns: [names] | null, limit}`. */
export function keptViews(id) {
  const key = `shoutu.ledger.${id}`
  let before = {}
  try {
    before = JSON.parse(localStorage.getItem(key)) ?? {}
  } catch { /* storage switched off or damaged: the standard views */ }
  const kept = reactive({ views: [], columns: null, limit: 50, ...before })
  watch(kept, () => {
    try {
      localStorage.setItem(key, JSON.stringify(kept))
    } catch { /* storage full or switched off: it holds while the page is open */ }
  }, { deep: true })
  return kept
}

/** The filters in force: those of the view, over them what the address says; `view` and paging are no filters. */
export function filtersOf(view, query, names) {
  const said = Object.fromEntries(Object.entries(query).filter(([name]) => names.includes(name)))
  return { ...Object.fromEntries(names.map((name) => [name, ''])), ...view?.query, ...said }
}

/** The address for filters: only where they differ from the view. */
export function addressFor(view, values, names) {
  const differing = names.filter((name) => String(values[name] ?? '') !== String(view?.query?.[name] ?? ''))
  return Object.fromEntries(differing.map((name) => [name, values[name] ?? '']))
}

/** Rows as CSV for Excel: with a mark so that Chinese is read as such, and no cell that Excel would take for a formula. */
export function csv(head, rows) {
  const cell = (value) => {
    const text = String(value ?? '')
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
