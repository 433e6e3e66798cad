// What a phone keeps while there is no network (离线保存): tasks to do, drafts, and what is still to be sent. Nothing leaves the queue until the platform has answered.
import { reactive } from 'vue'
import { send, upload } from 'shoutu'

const NAME = 'shoutu-field'
let opening = null

function open() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('queue', { keyPath: 'sent' })
      asked.result.createObjectStore('kept', { keyPath: 'key' })
    }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => { opening = null; failed(asked.error) }
  })
  return opening
}
async function inStore(name, mode, work) {
  const db = await open()
  return new Promise((done, failed) => {
    const tx = db.transaction(name, mode)
    const asked = work(tx.objectStore(name))
    tx.oncomplete = () => done(asked?.result)
    tx.onerror = () => failed(tx.error)
    tx.onabort = () => failed(tx.error)
  })
}

/** Keeps a value of this browser, e.g. the tasks of an account; plain data only. */
export const keep = (key, value) => inStore('kept', 'readwrite', (store) => store.put({ key, value: structuredClone(value), at: Date.now() }))
export const kept = async (key) => (await inStore('kept', 'readonly', (store) => store.get(key)))?.value ?? null
export const forget = (key) => inStore('kept', 'readwrite', (store) => store.delete(key))

/** What is still to be sent (待发送), reactive; `state` of each is `waiting` or `refused` (the platform said no, with `problem`). */
export const outbox = reactive({ items: [], sending: false, online: globalThis.navigator?.onLine !== false, sentNow: 0, trouble: '' })

export async function readQueue(account) {
  const all = await inStore('queue', 'readonly', (store) => store.getAll())
  outbox.items = all.filter((each) => each.account === account).sort((a, b) => a.savedAt - b.savedAt).map(({ photos, ...each }) => ({ ...each, photos: photos.length, left: photos.filter((p) => !p.id).length }))
}

/** A random id, also where the browser withholds `randomUUID` because the page came without TLS. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/**
 * Puts something into the queue.
 *
 * @param item `{account, title, path, body, photos: [{local, blob}]}`; where the body says `local:<n>` stands the id of that photo once it was sent; `body.sent` is set
 *     to the id under which the platform counts it once
 */
export async function enqueue(item) {
  const sent = newId()
  const body = JSON.parse(JSON.stringify(item.body))
  if (item.once !== false) body.sent = sent
  await inStore('queue', 'readwrite', (store) => store.put({ sent, savedAt: Date.now(), state: 'waiting', problem: '', ...item, body, photos: item.photos.map(({ local, blob }) => ({ local, blob, id: null })) }))
  await readQueue(item.account)
  return sent
}

export const drop = async (sent, account) => {
  await inStore('queue', 'readwrite', (store) => store.delete(sent))
  await readQueue(account)
}
export async function again(sent, account) {
  const item = await inStore('queue', 'readonly', (store) => store.get(sent))
  if (item) await inStore('queue', 'readwrite', (store) => store.put({ ...item, state: 'waiting', problem: '' }))
  await readQueue(account)
  return flush(account)
}

/** The body with the ids of the photos instead of their local names. */
export function withIds(value, photos) {
  if (Array.isArray(value)) return value.map((each) => withIds(each, photos))
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withIds(v, photos)]))
  if (typeof value === 'string' && value.startsWith('local:')) return photos.find((p) => `local:${p.local}` === value)?.id ?? value
  return value
}

/** Refusals that another try may mend: no network, signed out, the platform busy. */
export const passing = (refusal) => [0, 401, 408, 429].includes(refusal.status) || refusal.status >= 500 || refusal.code === 'csrf'

/**
 * Sends what waits, oldest first, photos before the record; stops at the first thing another try may mend. What the platform refuses stays, with its reason.
 *
 * @returns answers by `sent`
 */
export async function flush(account, answered = () => {}) {
  if (outbox.sending || !account) return
  outbox.sending = true
  outbox.trouble = ''
  try {
    for (const { sent } of [...outbox.items].filter((each) => each.state === 'waiting')) {
      const item = await inStore('queue', 'readonly', (store) => store.get(sent))
      if (!item) continue
      try {
        for (const photo of item.photos) {
          if (!photo.id) {
            photo.id = (await upload(new File([photo.blob], `${item.sent.slice(0, 8)}-${photo.local}.jpg`, { type: photo.blob.type }))).id
            await inStore('queue', 'readwrite', (store) => store.put(item))
          }
        }
        const answer = await send('POST', item.path, withIds(item.body, item.photos))
        await inStore('queue', 'readwrite', (store) => store.delete(sent))
        outbox.sentNow++
        answered(item, answer)
      } catch (refusal) {
        if (refusal.status === undefined) throw refusal
        if (passing(refusal)) {
          outbox.trouble = refusal.message
          break
        }
        await inStore('queue', 'readwrite', (store) => store.put({ ...item, state: 'refused', problem: refusal.message }))
      }
    }
  } finally {
    outbox.sending = false
    await readQueue(account)
  }
}

/** A photo as it is kept: at most 1920 pixels wide or high, JPEG, without what the camera wrote into it. */
export async function shrink(file, longest = 1920) {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.82) })
}

/** Where the phone is, or null where it does not say within ten seconds. */
export const whereAmI = () => new Promise((done) => {
  if (!navigator.geolocation) {
    done(null)
    return
  }
  navigator.geolocation.getCurrentPosition(({ coords }) => done({ longitude: coords.longitude, latitude: coords.latitude, accuracy: coords.accuracy, said: null }), () => done(null), { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 })
})

/**
 * Has the browser keep what this page is made of, so that it opens without network (离线打开).
 *
 * @returns `ready`; `insecure` where the browser allows it only over HTTPS; `failed` where something could not be kept, e.g. because there is no network just now
 */
export async function readyOffline() {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return 'insecure'
  try {
    await navigator.serviceWorker.register('/offline-worker.js', { updateViaCache: 'none' })
    const worker = (await navigator.serviceWorker.ready).active
    const paths = performance.getEntriesByType('resource').map((each) => new URL(each.name)).filter((url) => url.origin === location.origin && /^\/(assets|ui)\//.test(url.pathname)).map((url) => url.pathname)
    const own = new URL(import.meta.url).pathname
    const answer = await new Promise((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => done(data)
      worker.postMessage({ keep: [...new Set([...paths, own, new URL('./index.css', import.meta.url).pathname])] }, [port2])
    })
    return answer.many ? 'ready' : 'failed'
  } catch {
    return 'failed'
  }
}
