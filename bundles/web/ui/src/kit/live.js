import { FACTS, whenFactsNamed } from './words.js'

/** Who hears which facts besides the shell: name → listeners. */
const ears = new Map()
let hearMore = () => {}
/** Rooms name their facts one after the other while their modules are read: the line is opened anew once for all of them. */
let naming = null
whenFactsNamed(() => { naming ??= setTimeout(() => { naming = null; hearMore() }, 300) })

/** Hears a fact, or with `word.*` all facts of a word that have a name, until the function answered is called. */
export function follow(name, hear) {
  if (!/^[a-z][a-z0-9-]*\.([a-z][a-z0-9-]*|\*)$/.test(name)) throw new TypeError(`no name of a fact: ${name}`)
  if (!ears.has(name)) ears.set(name, new Set())
  ears.get(name).add(hear)
  hearMore()
  return () => ears.get(name)?.delete(hear)
}

/**
 * The live line (实时连接) to /api/live.
 *
 * While the browser reconnects by itself it sends Last-Event-ID and nothing is missed. Where it gives up (the platform answered with
 * an error) a new line is opened after three seconds and asks for what came after the last fact heard; so it does when a plugin's
 * page wants to hear a fact of another word.
 *
 * @param onFact called with each journal entry
 * @param onState called with 'connecting', 'open', 'broken' (trying again) or 'refused' (the platform answered no)
 * @param onUi called when the list of contributions to the console changed
 * @returns a function that hangs up
 */
export function listen(onFact, onState, onUi) {
  let source = null
  /** The line, and beside it the old one while a new one is on its way. */
  let lines = []
  let retry = null
  let last = ''
  let asked = []
  let named = new Set()

  /** Facts heard lately: while a new line takes over from the old one both tell the same. */
  const heard = new Set()
  const hear = (event) => {
    if (event.lastEventId) {
      if (heard.has(event.lastEventId)) return
      heard.add(event.lastEventId)
      if (heard.size > 500) heard.delete(heard.values().next().value)
      last = event.lastEventId
    }
    const entry = JSON.parse(event.data)
    onFact(entry)
    for (const each of [...(ears.get(entry.name) ?? []), ...(ears.get(entry.name.replace(/\..*/, '.*')) ?? [])]) {
      try {
        each(entry)
      } catch (fault) {
        // One page's fault is its own: the others hear on.
        console.warn(`a listener of ${entry.name} failed`, fault)
      }
    }
  }

  const words = () => [...new Set(['sensor.*', 'hazard.*', ...Object.keys(FACTS).map((name) => name.replace(/\..*/, '.*')), 'ui.changed',
    ...[...ears.keys()].filter((name) => !FACTS[name])])]

  function open() {
    // The old line hears on until the new one stands: nothing is missed between them.
    const before = lines.filter((line) => line.readyState === EventSource.OPEN)
    lines.filter((line) => !before.includes(line)).forEach((line) => line.close())
    if (!before.length) onState('connecting')
    asked = words()
    named = new Set()
    source = new EventSource(`/api/live?facts=${asked.join(',')}${last && `&lastEventId=${encodeURIComponent(last)}`}`)
    const mine = source
    lines = [...before, mine]
    source.onopen = () => {
      lines.filter((line) => line !== mine).forEach((line) => line.close())
      lines = [mine]
      onState('open')
    }
    source.onerror = () => {
      if (mine !== source) return
      const given = mine.readyState === EventSource.CLOSED
      onState(given ? 'refused' : 'broken')
      if (given) {
        clearTimeout(retry)
        retry = setTimeout(open, 3000)
      }
    }
    source.onmessage = hear
    source.addEventListener('ui.changed', onUi)
    name()
  }

  /** A named event reaches only those who know its name. */
  function name() {
    for (const each of [...Object.keys(FACTS), ...ears.keys()]) {
      if (!each.endsWith('*') && !named.has(each)) {
        named.add(each)
        source.addEventListener(each, hear)
      }
    }
  }

  hearMore = () => {
    if (words().some((word) => !asked.includes(word))) open()
    else name()
  }
  // A line whose cable was pulled may look open for minutes: the browser knows sooner. It asks for what was missed when it is back.
  const cut = () => {
    lines.forEach((line) => line.close())
    lines = []
    onState('broken')
  }
  addEventListener('offline', cut)
  addEventListener('online', open)
  open()
  return () => {
    clearTimeout(retry)
    removeEventListener('offline', cut)
    removeEventListener('online', open)
    hearMore = () => {}
    lines.forEach((line) => line.close())
  }
}
