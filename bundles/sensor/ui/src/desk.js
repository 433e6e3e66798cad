import { reactive, watch } from 'vue'
import { Refusal, get, live, me, onFact, send } from 'shoutu'
import { announce, audible, beep, look, say } from 'shoutu/kit'
import { PRIORITIES, fromFact, moveOf, placed, repeatEvery, silent, urgentFirst, waits } from './model.js'
import { PRIORITY_NAMES } from './words.js'

/** The alarms that have not ended (未结束的报警), one for all that show them. Rows are as last read, but for those a fact has just told of. */
export const desk = reactive({
  items: [], total: null, next: null, counts: null, groups: null, loading: true, problem: '', storeText: null, readAt: null,
  /** Muted until something new comes (消音). */
  muted: false,
  /** Whether a sound could be heard now; the browser decides. */
  audible: true,
})

const LIMIT = 200
let users = 0
let ends = []
let reading = null
let again = false

/** Reads the first page, the counts and the groups anew; asked while it is being read, once more afterwards. */
export function read() {
  if (reading) {
    again = true
    return reading
  }
  reading = ask().finally(() => {
    reading = null
    if (again && users) {
      again = false
      read()
    }
  })
  return reading
}

async function ask() {
  try {
    const [page, counts] = await Promise.all([get(`/api/alarms?state=active&order=urgent&limit=${Math.max(LIMIT, Math.min(500, desk.items.length))}`), get('/api/alarms/counts?state=active')])
    hearNew(page.items)
    Object.assign(desk, { items: urgentFirst(page.items), total: page.total, next: page.next, counts, storeText: page.storeText ?? null, problem: '', loading: false, readAt: Date.now() })
    await readGroups()
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    Object.assign(desk, { problem: refusal.message, loading: false })
  }
}

/** What came while the line was not open yet, or broken, was told by no fact: it is heard all the same. */
function hearNew(items) {
  const known = new Set(desk.items.map((each) => each.number))
  const fresh = desk.readAt === null ? [] : items.filter((each) => waits(each) && !known.has(each.number))
  const first = PRIORITIES.find((priority) => fresh.some((each) => each.priority === priority))
  if (first) ring(first)
}

/** Only where so many ring that a person cannot look at each one: the platform says whether it is a flood. */
async function readGroups() {
  const ringing = desk.items.filter((each) => !silent(each)).length
  if (ringing < 5) {
    desk.groups = null
    return
  }
  try {
    const groups = await get('/api/alarms/groups')
    desk.groups = groups.flood ? groups : null
  } catch (refusal) {
    // The groups are a help, the alarms are what counts: the list stands without them.
    if (!(refusal instanceof Refusal)) throw refusal
    desk.groups = null
  }
}

export async function readMore() {
  const page = await get(`/api/alarms?state=active&order=urgent&limit=${LIMIT}&cursor=${encodeURIComponent(desk.next)}`)
  const known = new Set(desk.items.map((each) => each.number))
  desk.items = urgentFirst([...desk.items, ...page.items.filter((each) => !known.has(each.number))])
  Object.assign(desk, { next: page.next, total: page.total })
}

/** Puts an alarm as the platform just answered it into the list. */
export function show(alarm) {
  desk.items = placed(desk.items, alarm)
}

let touched = new Set()
let timer = null
let last = 0

/** The first fact is followed at once, a storm of them in rounds: whole list where many rows changed. */
function touch(number) {
  touched.add(number)
  timer ??= setTimeout(follow, Math.max(0, 250 - (Date.now() - last)))
}

async function follow() {
  timer = null
  last = Date.now()
  const numbers = [...touched]
  touched = new Set()
  if (numbers.length > 6) {
    await read()
    return
  }
  try {
    const alarms = await Promise.all(numbers.map((number) => get(`/api/alarms/${encodeURIComponent(number)}`)))
    alarms.forEach(show)
    Object.assign(desk, { counts: await get('/api/alarms/counts?state=active'), readAt: Date.now(), problem: '' })
    desk.total = desk.counts.total
    await readGroups()
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    if (refusal.status !== 404) desk.problem = refusal.message
    else read()
  }
}

function ring(priority) {
  desk.muted = false
  desk.audible = audible()
  if (look.sound) beep(priority)
  lastRung = Date.now()
}

function onRaised(entry) {
  const alarm = fromFact(entry)
  if (!alarm) return
  if (!desk.items.some((each) => each.number === alarm.number)) {
    show(alarm)
    desk.total = (desk.total ?? 0) + 1
    // The head says at once what the list shows; the counts that are read next are the exact ones.
    if (desk.counts && waits(alarm)) desk.counts = { ...desk.counts, waiting: { ...desk.counts.waiting, [alarm.priority]: (desk.counts.waiting?.[alarm.priority] ?? 0) + 1 } }
  }
  if (!silent(alarm)) {
    announce(say('新报警，优先级{p}：{t}', 'New alarm, {p}: {t}', { p: PRIORITY_NAMES(alarm.priority), t: alarm.title }))
    ring(alarm.priority)
  }
  touch(alarm.number)
}

const OTHERS = ['recurred', 'acknowledged', 'cleared', 'latched', 'reset', 'escalated', 'de-escalated', 'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'removed-from-service', 'returned-to-service', 'assigned',
  'commented', 'disposed', 'reopened']

function onOther(entry) {
  if (!entry.subject?.startsWith('alarm/')) return
  // Whoever has acknowledged, here or elsewhere: the row stands right at once, the reading follows.
  const number = entry.subject.slice(6)
  if (entry.data?.state) desk.items = urgentFirst(desk.items.map((each) => (each.number === number ? { ...each, state: entry.data.state, stateLabel: undefined, priority: entry.data.priority ?? each.priority } : each)).filter((each) => each.state !== 'NORM'))
  if (entry.name === 'sensor.alarm-recurred' || entry.name === 'sensor.alarm-escalated' || (entry.name === 'sensor.alarm-unshelved' && entry.data?.state === 'UNACK')) ring(entry.data?.priority)
  touch(number)
}

/** News that is no fact: shown in memory only, or the store is away or back. */
function onNews(entry) {
  const { priority, title, state, text } = entry.data ?? {}
  if (entry.name === 'sensor.alarm-unrecorded') {
    if (state === 'UNACK') {
      announce(say('新报警，尚未入账，优先级{p}：{t}', 'New alarm, not recorded yet, {p}: {t}', { p: PRIORITY_NAMES(priority), t: title }))
      ring(priority)
    }
  } else if (text) {
    announce(text)
  }
  setTimeout(read, 100)
}

let lastRung = 0
function everySecond() {
  desk.audible = audible()
  const wanted = repeatEvery(desk.items.filter((each) => each.recorded !== false || waits(each)))
  if (wanted && look.sound && !desk.muted && Date.now() - lastRung >= wanted.every) {
    lastRung = Date.now()
    beep(wanted.priority)
  }
}

/** Begins listening; the function answered ends it. Whoever shows alarms calls it, the first one starts the work. */
export function attend() {
  users++
  if (users === 1) {
    // What waits when the page is opened is heard at once.
    lastRung = 0
    read()
    const tick = setInterval(everySecond, 1000)
    // Repeats and last values are readings, not facts.
    const rounds = setInterval(read, 20000)
    ends = [
      onFact('sensor.alarm-raised', onRaised), ...OTHERS.map((word) => onFact(`sensor.alarm-${word}`, onOther)),
      ...['sensor.alarm-unrecorded', 'sensor.store-away', 'sensor.store-returned'].map((name) => onFact(name, onNews)),
      watch(live, (stands) => { if (stands) read() }),
      () => clearInterval(tick), () => clearInterval(rounds),
    ]
  }
  return () => {
    users--
    if (users === 0) {
      ends.forEach((end) => end())
      ends = []
      clearTimeout(timer)
      timer = null
      Object.assign(desk, { items: [], total: null, next: null, counts: null, groups: null, loading: true, problem: '', readAt: null })
    }
  }
}

export const mute = () => { desk.muted = !desk.muted }

/** How many wait for somebody: exact, from the counts, with what came since. */
export const waitingNow = () => {
  if (!desk.counts) return null
  return Object.values(desk.counts.waiting ?? {}).reduce((sum, each) => sum + each, 0)
}
export const waitingBy = () => PRIORITIES.map((priority) => ({ priority, count: desk.counts?.waiting?.[priority] ?? 0 }))

/**
 * Acknowledges (确认), one or several at once. Answers `{done, refused: [{number, text}]}`; a refusal of one leaves the others done.
 */
export async function acknowledge(alarms, note = '') {
  const body = note.trim() ? { note: note.trim() } : {}
  if (alarms.length === 1) {
    const [{ number }] = alarms
    try {
      show(await send('POST', `/api/alarms/${encodeURIComponent(number)}/acknowledgement`, body))
      touch(number)
      return { done: 1, refused: [] }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      if (refusal.status === 409 || refusal.status === 412 || refusal.status === 404) touch(number)
      return { done: 0, refused: [{ number, text: refusal.message }] }
    }
  }
  let done = 0
  const refused = []
  for (let from = 0; from < alarms.length; from += 200) {
    const numbers = alarms.slice(from, from + 200).map((each) => each.number)
    try {
      const answer = await send('POST', '/api/alarms/acknowledgements', { numbers, ...body })
      done += answer.acknowledged.length
      refused.push(...answer.refused)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      refused.push(...numbers.map((number) => ({ number, text: refusal.message })))
    }
  }
  await read()
  return { done, refused }
}

/** Whether this one may be acknowledged now by whoever is signed in; a row known from its fact alone asks the platform. */
export function acknowledgeable(alarm) {
  if (alarm.recorded === false || !waits(alarm)) return false
  return alarm.partial ? me.value?.roles.some((role) => role === 'operator' || role === 'admin') ?? false : moveOf(alarm, 'acknowledgement')?.allowed ?? false
}
