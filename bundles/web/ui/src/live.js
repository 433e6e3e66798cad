import { FACTS } from './words.js'

/**
 * The live line (实时连接) to /api/live.
 *
 * While the browser reconnects by itself it sends Last-Event-ID and nothing is missed. Where it gives up (the platform answered with
 * an error) a new line is opened after three seconds and asks for what came after the last fact heard.
 *
 * @param onFact called with each journal entry
 * @param onState called with 'connecting', 'open', 'broken' (trying again) or 'refused' (the platform answered no)
 * @returns a function that hangs up
 */
export function listen(onFact, onState) {
  let source = null
  let retry = null

  let last = ''

  const hear = (event) => {
    last = event.lastEventId
    onFact(JSON.parse(event.data))
  }

  function open() {
    onState('connecting')
    source = new EventSource(`/api/live?facts=sensor.*,hazard.*${last && `&lastEventId=${encodeURIComponent(last)}`}`)
    source.onopen = () => onState('open')
    source.onerror = () => {
      const given = source.readyState === EventSource.CLOSED
      onState(given ? 'refused' : 'broken')
      if (given) {
        clearTimeout(retry)
        retry = setTimeout(open, 3000)
      }
    }
    source.onmessage = hear
    Object.keys(FACTS).forEach((name) => source.addEventListener(name, hear))
  }

  open()
  return () => {
    clearTimeout(retry)
    source?.close()
  }
}
