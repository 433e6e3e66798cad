import { computed, reactive } from 'vue'
import * as api from './api.js'
import { listen } from './live.js'
import { isActive, isCounty, isOpen, merge, needsAcknowledgement, split } from './logic.js'
import { beep } from './sound.js'
import { look } from './look.js'
import { PRIORITIES } from './words.js'
import { forgetContributions, readContributions } from './contributions.js'

/** Everything the page knows. Records are always as last read from the platform; nothing is changed here first. */
export const state = reactive({
  me: null,
  started: false,
  leaving: false,
  demo: false,
  county: '',
  now: Date.now(),
  live: 'connecting',
  /** When the platform last answered; shown while the line is broken, so that nobody takes old news for new. */
  heard: null,
  trouble: '',
  counts: { alarms: null, hazards: null, overdue: null, online: null, devices: null },
  alarms: { items: [], next: null, total: null, all: false, loading: true },
  hazards: { items: [], next: null, total: null, all: false, loading: true },
  enterprises: {},
  people: {},
  devices: {},
  /** Read aloud at once by a screen reader. */
  spoken: '',
  /** Subjects touched lately, with a running number: open details re-read themselves when theirs changes. */
  touched: {},
})

export const holds = (role) => state.me?.roles.includes(role) || state.me?.roles.includes('admin')
export const enterpriseName = (code) => (code ? state.enterprises[code] ?? code : null)
export const personName = (account) => (account ? state.people[account] ?? (account.startsWith('system:') ? '平台' : account) : null)
export const unacknowledged = computed(() => state.alarms.items.filter(needsAcknowledgement).length)

setInterval(() => { state.now = Date.now() }, 1000)

/** Does it, and turns a missing answer into the honest banner on top instead of a lost error. */
async function tried(work) {
  try {
    const answer = await work()
    state.heard = Date.now()
    state.trouble = ''
    return answer
  } catch (refusal) {
    if (!(refusal instanceof api.Refusal)) throw refusal
    if (refusal.status !== 401) state.trouble = refusal.message
    return undefined
  }
}

const list = (name) => state[name]
const query = (name) => (name === 'alarms'
  ? (state.alarms.all ? '/api/alarms?' : '/api/alarms?state=active&')
  : (state.hazards.all ? '/api/hazards?' : '/api/hazards?open=true&'))
const belongs = (name, record) => list(name).all || (name === 'alarms' ? isActive(record) : isOpen(record))

/** Reads a list from its newest record on, as many as were shown before. */
export async function read(name) {
  const shown = Math.min(500, Math.max(50, list(name).items.length))
  const page = await tried(() => api.get(`${query(name)}limit=${shown}`))
  if (page) Object.assign(list(name), { items: page.items, next: page.next, total: page.total, storeText: page.storeText ?? null })
  list(name).loading = false
}

export async function readMore(name) {
  const page = await tried(() => api.get(`${query(name)}limit=50&cursor=${encodeURIComponent(list(name).next)}`))
  if (!page) return
  const known = new Set(list(name).items.map((each) => each.number))
  list(name).items.push(...page.items.filter((each) => !known.has(each.number)))
  Object.assign(list(name), { next: page.next, total: page.total })
}

/** Between 待处理 and 全部. */
export function filter(name, all) {
  Object.assign(list(name), { all, items: [], next: null, total: null, loading: true })
  return read(name)
}

/** How long a device may stay silent and still count as 在线. */
const SILENT = 5 * 60 * 1000

async function count() {
  const totals = await tried(() => Promise.all([
    api.get('/api/alarms?state=active&limit=1'),
    api.get('/api/hazards?open=true&limit=1'),
    api.get('/api/hazards?open=true&overdue=true&limit=1'),
    api.all('/api/devices'),
  ]))
  if (!totals) return
  const [alarms, hazards, overdue, devices] = totals
  state.devices = Object.fromEntries(devices.map((device) => [device.id, device]))
  state.counts = {
    alarms: alarms.total, hazards: hazards.total, overdue: overdue.total, devices: devices.length,
    online: devices.filter((device) => device.lastSeen && Date.now() - new Date(device.lastSeen) < SILENT).length,
  }
}

/** Names behind codes; they change seldom and are read at sign-in. */
async function names() {
  await tried(async () => {
    const [enterprises, people] = await Promise.all([api.all('/api/directory/enterprises'), api.all('/api/directory/people')])
    state.enterprises = Object.fromEntries(enterprises.map((each) => [each.creditCode, each.name]))
    state.people = Object.fromEntries(people.filter((each) => each.account).map((each) => [each.account, each.name]))
  })
  if (state.county) return
  await tried(async () => {
    let below = ''
    for (let level = 0; level < 3; level++) {
      const areas = await api.all(`/api/directory/areas${below}`)
      const county = areas.find((area) => isCounty(area.code))
      if (county || areas.length === 0) {
        state.county = county?.name ?? ''
        return
      }
      below = `?below=${areas[0].code}`
    }
  })
}

/** Whether this is the invented county: only then does the address exist. */
async function demo() {
  try {
    const answer = await api.get('/api/demo')
    state.demo = answer.demo === true
    state.county = answer.county ?? state.county
  } catch (refusal) {
    if (refusal.status === 0) throw refusal
    state.demo = false
  }
}

let touches = new Set()
let timer = null
let unread = null

/** What is no fact yet: the store is away or back, or an alarm is shown before it is recorded. The list is read again, it knows. */
function onNews(news) {
  state.heard = Date.now()
  const { priority, title, state: stands } = news.data ?? {}
  if (news.name === 'sensor.alarm-unrecorded' && stands === 'UNACK') {
    state.spoken = `新报警，尚未入账，优先级${PRIORITIES[priority]?.label ?? ''}：${title}`
    if (look.sound) beep(priority)
  } else if (news.name !== 'sensor.alarm-unrecorded') {
    state.spoken = news.data?.text ?? ''
  }
  unread ??= setTimeout(async () => {
    unread = null
    await read('alarms')
  }, 200)
}

function onFact(entry) {
  if (!entry.subject) {
    if (entry.name.startsWith('sensor.')) onNews(entry)
    return
  }
  const [kind, number] = split(entry.subject)
  if (kind !== 'alarm' && kind !== 'hazard') return
  state.heard = Date.now()
  if (entry.name === 'sensor.alarm-raised') {
    const priority = entry.data?.priority
    state.spoken = `新报警，优先级${PRIORITIES[priority]?.label ?? ''}：${entry.data?.title ?? number}`
    if (look.sound) beep(priority)
  } else if (entry.name === 'hazard.registered') {
    state.spoken = `新隐患：${entry.data?.title ?? number}`
  }
  touches.add(`${kind}/${number}`)
  // A storm of facts is read in one go: at most three rounds of calls a second, and a whole list where many rows changed.
  timer ??= setTimeout(refresh, 300)
}

async function refresh() {
  timer = null
  const subjects = [...touches]
  touches = new Set()
  for (const [kind, name] of [['alarm', 'alarms'], ['hazard', 'hazards']]) {
    const numbers = subjects.map(split).filter(([each]) => each === kind).map(([, number]) => number)
    if (numbers.length > 10) {
      await read(name)
    } else {
      await Promise.all(numbers.map((number) => reread(name, number)))
    }
  }
  subjects.forEach((subject) => { state.touched[subject] = (state.touched[subject] ?? 0) + 1 })
  await count()
}

async function reread(name, number) {
  const record = await tried(() => api.get(`/api/${name}/${encodeURIComponent(number)}`))
  if (record) show(name, record)
}

/** Puts a record as the platform just answered it into its list. */
export function show(name, record) {
  const before = list(name).items
  list(name).items = merge(before, record, belongs(name, record))
  list(name).total += list(name).items.length - before.length
}

/** A record was changed by this page: put it in its list and let its details be read again. */
export function changed(name, record) {
  show(name, record)
  const subject = `${name.slice(0, -1)}/${record.number}`
  state.touched[subject] = (state.touched[subject] ?? 0) + 1
}

export const readAll = () => Promise.all([read('alarms'), read('hazards'), count()])

let hangUp = null
let rounds = null

function enter(me) {
  state.me = me
  names()
  hangUp = listen(onFact, (line) => {
    state.live = line
    if (line === 'open') readAll()
    // What changed in the console while the line was broken is not told again.
    if (line === 'open') readContributions()
    // An ended session looks like any refusal to the live line; a plain call tells which it is.
    if (line === 'refused') read('alarms')
  }, readContributions)
  readAll()
  // Repeats and last values are data, not facts: the lists are read again from time to time, which also notices a dead line.
  rounds = setInterval(readAll, 15000)
}

function leave() {
  hangUp?.()
  clearInterval(rounds)
  state.me = null
  forgetContributions()
  state.alarms = { items: [], next: null, total: null, all: false, loading: true }
  state.hazards = { items: [], next: null, total: null, all: false, loading: true }
}

api.whenSignedOut(() => {
  if (state.me) leave()
})

export async function start() {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const me = await api.reopen()
      await demo()
      state.trouble = ''
      if (me?.inForce) enter(me)
      state.started = true
      return
    } catch (refusal) {
      if (!(refusal instanceof api.Refusal)) throw refusal
      state.trouble = refusal.message
      await new Promise((done) => setTimeout(done, wait))
    }
  }
}

/** Signs in; false where the account is not in force: its password is to be changed first, or no role is granted yet. */
export async function signIn(account, password) {
  return entered(await api.signIn(account, password))
}

/** Changes the password just used; false where roles are still to be granted. */
export async function changePassword(old, fresh) {
  return entered(await api.changePassword(old, fresh))
}

function entered(me) {
  if (me.inForce) enter(me)
  return me.inForce
}

export async function signOut() {
  const me = state.me
  state.leaving = true
  hangUp?.()
  clearInterval(rounds)
  clearTimeout(timer)
  timer = null
  const answer = await tried(() => api.signOut().then(() => true))
  state.leaving = false
  // Without an answer the session is still open: the page stays and says so.
  if (answer) leave()
  else if (state.me) enter(me)
}

