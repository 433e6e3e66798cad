import { onScopeDispose, reactive, watch } from 'vue'
import { state } from '../store.js'
import { get } from './api.js'
import { follow } from './live.js'
import { queryOf } from './logic.js'

/**
 * A list of the platform (台账数据), page after page by key.
 *
 * @param path e.g. `/api/hazards`
 * @param filters reactive query parameters, read again from the first page when they change; empty ones are left out
 * @param facts names of facts (`hazard.*`) after which the page shown is read again, at most once a second
 * @param counts address that answers `{total}` for the same filters: then rows are asked with `counted=false` and stand on the screen before a million is counted
 * @param every milliseconds between readings where rows change without a fact; 0 for never
 * @returns reactive `{items, total, loading, problem, page, from, hasNext, answer}` with `next()`, `back()`, `first()`, `read()`;
 *     `problem` is a Chinese sentence while the rows shown are old or missing, never an empty list instead
 */
export function useLedger(path, { filters = {}, limit = 50, facts = [], every = 0, counts = '' } = {}) {
  let cursors = [null]
  let counted = 0
  let asked = 0
  let timer = null
  let running = null
  const ledger = reactive({
    items: [], total: null, loading: true, problem: '', page: 0, from: 0, hasNext: false, answer: null, limit,
    query: () => queryOf(filters),
    read() {
      running = rows()
      return running
    },
    first() {
      cursors = [null]
      ledger.page = 0
      return ledger.read()
    },
    next() {
      if (!ledger.hasNext) return Promise.resolve()
      ledger.page++
      return ledger.read()
    },
    back() {
      if (ledger.page === 0) return Promise.resolve()
      ledger.page--
      return ledger.read()
    },
  })
  async function rows() {
    const mine = ++asked
    const cursor = cursors[ledger.page]
    const query = queryOf({ ...filters, limit: ledger.limit, cursor, counted: counts ? 'false' : null })
    if (counts && cursor === null) count()
    try {
      const answer = await get(`${path}?${query}`)
      if (mine !== asked) return
      Object.assign(ledger, { items: answer.items, total: counts ? ledger.total : answer.total, hasNext: !!answer.next, answer, problem: '', loading: false, from: ledger.page * ledger.limit })
      cursors[ledger.page + 1] = answer.next
      state.heard = Date.now()
      state.trouble = ''
    } catch (refusal) {
      if (mine !== asked) return
      Object.assign(ledger, { problem: refusal.message, loading: false })
      if (refusal.status === undefined) throw refusal
    }
  }
  async function count() {
    const mine = ++counted
    try {
      const { total } = await get(`${counts}?${queryOf(filters)}`)
      if (mine === counted) ledger.total = total
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal
      if (mine === counted) ledger.total = null
    }
  }
  // An answer on its way is waited for: where facts come quicker than answers, each would be thrown away for the next.
  const soon = () => { timer ??= setTimeout(() => Promise.allSettled([running]).then(() => { if (timer) { timer = null; ledger.read() } }), 700) }
  const ears = facts.map((fact) => follow(fact, soon))
  watch(() => queryOf(filters), () => { Object.assign(ledger, { loading: true, ...(counts ? { total: null } : {}) }); ledger.first() }, { immediate: true })
  watch(() => ledger.limit, () => ledger.first())
  // The line was broken and is back: what is shown may be old.
  watch(() => state.live, (line) => { if (line === 'open') soon() })
  const rounds = every ? setInterval(soon, every) : null
  onScopeDispose(() => {
    ears.forEach((end) => end())
    clearTimeout(timer)
    timer = null
    clearInterval(rounds)
  })
  return ledger
}

/**
 * One record with its timeline and its chain (单条记录), read again when a fact touches it.
 *
 * @param kind kind of its subject, e.g. `hazard`
 * @param path address of the list, e.g. `/api/hazards`
 * @param number function answering its number, or the empty text for none
 */
export function useRecord(kind, path, number) {
  let asked = 0
  /** The question whose answer is shown: an older one that comes in later must not put the record back. */
  let shown = 0
  const one = reactive({
    record: null, entries: [], chain: null, problem: '', missing: false, subject: '',
    async read() {
      const wanted = number()
      if (!wanted) return
      const mine = ++asked
      const subject = `${kind}/${wanted}`
      try {
        const [record, journal, chain] = await Promise.all([
          get(`${path}/${encodeURIComponent(wanted)}`),
          get(`/api/journal?subject=${encodeURIComponent(subject)}&limit=500`),
          get(`/api/chain/${kind}/${encodeURIComponent(wanted)}`),
        ])
        if (wanted !== number() || mine < shown) return
        shown = mine
        Object.assign(one, { record, entries: journal.items, chain, problem: '', missing: false })
      } catch (refusal) {
        if (refusal.status === undefined) throw refusal
        if (wanted === number() && mine > shown) Object.assign(one, { problem: refusal.message, missing: refusal.status === 404 })
      }
    },
  })
  watch(number, (value) => {
    Object.assign(one, { record: null, entries: [], chain: null, problem: '', missing: false, subject: value ? `${kind}/${value}` : '' })
    one.read()
  }, { immediate: true })
  watch(() => one.subject && state.touched[one.subject], (now) => { if (now) one.read() })
  watch(() => state.live, (line) => { if (line === 'open') one.read() })
  return one
}
