import { look } from './look.js'
import { say } from './messages.js'

/**
 * A refusal of the platform (RFC 9457), or no answer at all.
 * `field` names the wrong field or is null; `message` may be shown: Chinese, or English where somebody reads that.
 */
export class Refusal extends Error {
  constructor(status, code, detail, field) {
    super(detail)
    this.status = status
    this.code = code
    this.field = field
  }
}

let csrf = null

/** Whether a session may still be open from before a reload; asking without one would only be refused. */
const MARK = 'shoutu.session'
function mark(open) {
  try {
    if (open) localStorage.setItem(MARK, '1')
    else localStorage.removeItem(MARK)
  } catch { /* storage switched off: a reload asks for the password again */ }
}
function marked() {
  try {
    return localStorage.getItem(MARK) === '1'
  } catch {
    return false
  }
}
let onSignedOut = () => {}
/** Calls under way. */
const running = new Set()

/** Called when the platform says that the session ended. */
export function whenSignedOut(listener) {
  onSignedOut = listener
}

/** Any call; `raw`: a body sent as it is, `whole`: the answer itself instead of its JSON. For the pages of the console. */
export function call(method, path, options) {
  const answer = ask(method, path, options)
  running.add(answer)
  const done = () => running.delete(answer)
  answer.then(done, done)
  return answer
}

async function ask(method, path, { body, headers = {}, raw, whole = false } = {}) {
  const all = { Accept: 'application/json, application/problem+json', ...headers }
  if (csrf && method !== 'GET') {
    all['X-CSRF-Token'] = csrf
  }
  if (body !== undefined) {
    all['Content-Type'] = 'application/json'
  }
  let answer
  try {
    answer = await fetch(path, {
      method, headers: all, credentials: 'same-origin', cache: 'no-store',
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    })
  } catch {
    throw new Refusal(0, 'no-answer', say('平台没有应答，请检查网络；页面会自动重试。', 'The platform does not answer; check the network. The page tries again by itself.'), null)
  }
  if (answer.ok && whole) return answer
  if (answer.ok) {
    return answer.status === 204 ? null : answer.json()
  }
  const problem = await answer.json().catch(() => ({}))
  if (answer.status === 401 && path !== '/api/session') {
    mark(false)
    onSignedOut()
  }
  const code = problem.code ?? 'unknown'
  throw new Refusal(answer.status, code, problem.detail ? await told(code, answer.status, problem.detail) : say('平台应答了状态 {s}，请稍后再试。', 'The platform answered with status {s}; try again later.', { s: answer.status }), problem.field ?? null)
}

/** What the platform said, in the language people read; Chinese as it said it. */
async function told(code, status, detail) {
  if (look.language !== 'en') return detail
  try {
    return (await import('./reasons.js')).english(code, status, detail)
  } catch {
    return detail // the platform is away, and so is the table
  }
}

export const get = (path) => call('GET', path)

/** A move or another unsafe call; `version` sends If-Match, so that nobody's work is overwritten unseen. */
export function send(method, path, body, version) {
  const headers = version === undefined || version === null ? {} : { 'If-Match': `"${version}"` }
  return call(method, path, { body, headers })
}

export async function signIn(account, password) {
  const session = await call('POST', '/api/session', { body: { account, password } })
  csrf = session.csrf
  mark(true)
  return session
}

/** Changes the password; every session of the account ends and the answer is the one that follows. */
export async function changePassword(old, fresh) {
  const session = await call('POST', '/api/accounts/me/password', { body: { old, new: fresh } })
  csrf = session.csrf
  return session
}

/** The session that a reloaded page still has, or null. */
export async function reopen() {
  if (!marked()) return null
  try {
    const session = await call('GET', '/api/session')
    csrf = session.csrf
    return session
  } catch (refusal) {
    if (refusal.status === 401 || refusal.status === 403) {
      mark(false)
      return null
    }
    throw refusal
  }
}

/** Signs out after everything under way was answered, and what that led to: a call that overtakes the goodbye would be refused. */
export async function signOut() {
  do {
    await Promise.allSettled(running)
    await new Promise((next) => setTimeout(next))
  } while (running.size)
  await call('DELETE', '/api/session')
  mark(false)
  csrf = null
}

/** Uploads one picture and answers its record. */
export function upload(file) {
  return call('POST', '/api/attachments', {
    raw: file,
    headers: { 'Content-Type': file.type, 'X-File-Name': encodeURIComponent(file.name) },
  })
}

/** All items of a list, page after page. */
export async function all(path) {
  const items = []
  let cursor = null
  do {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    items.push(...page.items)
    cursor = page.next
  } while (cursor)
  return items
}
