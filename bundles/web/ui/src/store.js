import { reactive } from 'vue'
import * as api from './kit/api.js'
import { follow, listen } from './kit/live.js'
import { changes, isCounty } from './kit/logic.js'
import { say } from './kit/messages.js'
import { forgetContributions, readContributions } from './contributions.js'
import { forgetTodo, readTodo } from './todo.js'

/** What every page shares. Records are not here: a page has them as it last read them from the platform. */
export const state = reactive({
  me: null,
  started: false,
  leaving: false,
  demo: false,
  /** The demo's past is still coming in: ledgers grow without anybody's work. */
  filling: false,
  county: '',
  now: Date.now(),
  live: 'connecting',
  /** When the platform last answered; shown while the line is broken, so that nobody takes old news for new. */
  heard: null,
  trouble: '',
  enterprises: {},
  people: {},
  /** Read aloud at once by a screen reader. */
  spoken: '',
  /** Subjects touched lately, with a running number: open records read themselves again when theirs changes. */
  touched: {},
})

setInterval(() => { state.now = Date.now() }, 1000)

export const holds = (role) => state.me?.roles.includes(role) ?? false

/** Accounts met whose name the directory did not know when it was read last. */
const strangers = new Set()
/** The name behind an account; where it is not known the people are read again once, the account until then. */
export function personName(account) {
  if (!account) return null
  const name = state.people[account]
  if (name !== undefined) return name
  if (account.startsWith('system:')) return say('平台', 'the platform')
  if (state.me && !strangers.has(account)) {
    strangers.add(account)
    meet(1500)
  }
  return account
}

let meeting = null
let changed = false
/** Reads the people again in a moment, once for all who are met or changed until then. */
function meet(wait) {
  meeting ??= setTimeout(async () => {
    await naming
    meeting = null
    if (!state.me || !(changed || [...strangers].some((account) => state.people[account] === undefined))) return
    changed = false
    tried(people)
  }, wait)
}

const asked = new Set()
/** The names under way: whoever meets a code meanwhile waits for them instead of asking for each. */
let naming = null
/** The name behind a credit code; asked once where it is not known yet, the code until then. */
export function enterpriseName(code) {
  if (!code) return null
  if (state.enterprises[code] === undefined && state.me && !asked.has(code)) {
    asked.add(code)
    tried(async () => {
      await naming
      if (state.enterprises[code] !== undefined) return
      try {
        state.enterprises[code] = (await api.get(`/api/directory/enterprises/${encodeURIComponent(code)}`)).name
      } catch (refusal) {
        if (refusal.status !== 404 && refusal.status !== 403) throw refusal
      }
    })
  }
  return state.enterprises[code] ?? code
}

/** Says it aloud through a screen reader, at once (播报). */
export function announce(text) {
  state.spoken = ''
  setTimeout(() => { state.spoken = text })
}

/** Does it, and turns a missing answer into the honest banner on top instead of a lost error. Answers undefined where it was refused. */
export async function tried(work) {
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

async function people() {
  const all = await api.all('/api/directory/people')
  // What the demo wrote down itself came in through an account of its own.
  state.people = { ...(state.demo ? { demo: say('演示数据', 'demo data') } : {}), ...Object.fromEntries(all.filter((each) => each.account).map((each) => [each.account, each.name])) }
}
async function enterprises() {
  const { items } = await api.get('/api/directory/enterprises?limit=500')
  Object.assign(state.enterprises, Object.fromEntries(items.map((each) => [each.creditCode, each.name])))
}
/** Somebody changed the directory: names follow. */
function renamed({ subject, data }) {
  const [kind, code] = (subject ?? '').split('/')
  if (kind === 'person') {
    changed = true
    strangers.clear()
    meet(3000)
  }
  if (kind === 'enterprise' && data?.title && (asked.delete(code) || state.enterprises[code] !== undefined)) state.enterprises[code] = data.title
}

/** Names behind codes, read at sign-in and when the directory changes. Of the enterprises the first five hundred, the others when they are met. */
async function names() {
  naming = tried(() => Promise.all([enterprises(), people()]))
  await naming
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
    state.filling = state.demo && !answer.filled
    lookWhileFilling()
    state.county = answer.county ?? state.county
  } catch (refusal) {
    if (refusal.status === 0) throw refusal
    state.demo = false
  }
}

let nextLook = null
/** Asks until the county's past has come in. */
function lookWhileFilling() {
  clearTimeout(nextLook)
  if (!state.filling) return
  nextLook = setTimeout(async () => {
    await tried(async () => { state.filling = !(await api.get('/api/demo')).filled })
    lookWhileFilling()
  }, 5_000)
}

let touches = new Set()
let timer = null

function onFact(entry) {
  state.heard = Date.now()
  if (!entry.subject) return
  if (changes(entry.name)) touches.add(entry.subject)
  // A storm of facts makes an open record read itself at most three times a second.
  timer ??= setTimeout(() => {
    timer = null
    touches.forEach((subject) => { state.touched[subject] = (state.touched[subject] ?? 0) + 1 })
    touches = new Set()
  }, 300)
}

/** A record was changed by this page: whatever shows it reads it again. */
export function touch(subject) {
  state.touched[subject] = (state.touched[subject] ?? 0) + 1
}

let hangUp = null
let rounds = null
let unfollow = null
let later = null
let unheard = null

function enter(me) {
  state.me = me
  names()
  unfollow = follow('directory.changed', renamed)
  let deaf = true
  let first = true
  readContributions()
  hangUp = listen(onFact, (line) => {
    state.live = line
    // What changed in the console while nobody heard it is not told again; when the line first stands, the page that is opened comes first.
    if (line !== 'open') deaf = true
    else if (deaf) {
      clearTimeout(unheard)
      unheard = setTimeout(readContributions, first ? 3000 : 0)
      deaf = first = false
    }
    // An ended session looks like any refusal to the live line; a plain call tells which it is.
    if (line === 'refused') tried(() => api.get('/api/me'))
  }, readContributions)
  // The page that is opened comes first; the number in the menu may stand a moment later.
  later = setTimeout(readTodo, 1000)
  // The number in the menu; it also notices a dead line that nobody told us of.
  rounds = setInterval(() => tried(() => Promise.all([api.get('/api/me'), readTodo()])), 60000)
}

/** Nothing is heard or asked by itself any more. */
function rest() {
  hangUp?.()
  unfollow?.()
  clearInterval(rounds)
  clearTimeout(later)
  clearTimeout(unheard)
  clearTimeout(meeting)
  clearTimeout(timer)
  meeting = timer = null
}

function leave() {
  rest()
  state.me = null
  asked.clear()
  strangers.clear()
  Object.assign(state, { enterprises: {}, people: {}, touched: {} })
  forgetContributions()
  forgetTodo()
}

api.whenSignedOut(() => {
  if (state.me) leave()
})

export async function start() {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const [me] = await Promise.all([api.reopen(), demo()])
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
  rest()
  const answer = await tried(() => api.signOut().then(() => true))
  state.leaving = false
  // Without an answer the session is still open: the page stays and says so.
  if (answer) leave()
  else if (state.me) enter(me)
}
