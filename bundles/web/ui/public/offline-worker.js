// Opens the console without network (离线打开): only what a page for the site asked to be kept, and of the data nothing but who is signed in and which pages he may open.
// Records are never kept here; a page that works without network keeps its own (bundles/hazard/ui/src/field/offline.js).
const KEPT = 'shoutu-offline'
const ANSWERS = ['/api/session', '/api/ui/contributions', '/api/demo']
const PATIENCE = 5000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const kept = async (path) => (await caches.open(KEPT)).match(path, { ignoreVary: true })
const hashed = (path) => path.startsWith('/assets/') || /^\/ui\/[a-z0-9-]+\/@/.test(path)

/** The network first; what was kept where it does not answer, or not in time. */
async function fresh(request, path, patience) {
  const asked = fetch(request)
  if (!patience) return asked.catch(async (why) => (await kept(path)) ?? Promise.reject(why))
  const late = new Promise((done) => { setTimeout(done, patience, null) })
  const answer = await Promise.race([asked.catch(() => null), late])
  return answer ?? (await kept(path)) ?? asked
}

/** Who is signed in is forgotten with the session, and when the platform says that it ended. */
const forget = async () => {
  const cache = await caches.open(KEPT)
  await Promise.all(ANSWERS.map((path) => cache.delete(path)))
}

async function session(request, path) {
  const answer = await fresh(request, path)
  if (answer.status === 401 || answer.status === 403) await forget()
  return answer
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin !== self.location.origin) return
  const path = url.pathname
  if (event.request.method !== 'GET') {
    if (path === '/api/session') event.waitUntil(forget())
  } else if (event.request.mode === 'navigate') {
    if (path === '/') event.respondWith(fresh(event.request, '/', PATIENCE))
  } else if (hashed(path)) event.respondWith(kept(path).then((found) => found ?? fetch(event.request)))
  else if (ANSWERS.includes(path)) event.respondWith(session(event.request, path))
  else if (!path.startsWith('/api/') && !path.startsWith('/health') && !path.startsWith('/metrics')) event.respondWith(fresh(event.request, path))
})

/** Everything these files import at once, and those again; parts that are read later are named by the page that read them. */
async function keep(paths) {
  const cache = await caches.open(KEPT)
  const done = new Set()
  const todo = ['/', ...paths]
  while (todo.length) {
    const path = todo.pop()
    if (done.has(path)) continue
    const answer = (hashed(path) && (await kept(path))) || await fetch(path, { cache: hashed(path) ? 'default' : 'no-cache' })
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    done.add(path)
    const text = /\.js$|^\/$/.test(path) ? await answer.clone().text() : ''
    await cache.put(path, answer.clone())
    const found = path === '/' ? [...text.matchAll(/(?:src|href)="(\/[^"]+)"|:"(\/assets\/[^"]+)"/g)].map((m) => m[1] ?? m[2]) : [...text.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)].map((m) => new URL(m[1], new URL(path, self.location.origin)).pathname)
    todo.push(...found)
  }
  for (const path of ANSWERS) {
    const answer = await fetch(path, { cache: 'no-store', credentials: 'same-origin' })
    // Without the session there is nothing to open; an address that is not there is kept as such.
    if (path === '/api/session' && !answer.ok) throw new Error(`${path}: ${answer.status}`)
    await cache.put(path, answer)
    done.add(path)
  }
  for (const request of await cache.keys()) if (!done.has(new URL(request.url).pathname)) await cache.delete(request)
  return done.size
}

self.addEventListener('message', (event) => {
  if (!Array.isArray(event.data?.keep)) return
  event.waitUntil(keep(event.data.keep).then((many) => event.ports[0]?.postMessage({ many }), (why) => event.ports[0]?.postMessage({ problem: String(why) })))
})
