// What the stories of this room share (故事公用): people with a browser each, pictures, a collected list of faults.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PATIENCE, calm, choose, launch, stopped, told, unfit, until, wider } from '../../../web/ui/stories/browser.mjs'

export { day, filled } from '../../../web/ui/stories/browser.mjs'

export async function stage(name) {
  const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
  if (!base || !accountsFile) {
    console.error(`usage: ${name}.mjs <base address> <demo-accounts.json> [pictures]`)
    process.exit(2)
  }
  mkdirSync(pictures, { recursive: true })
  const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
  const browser = await launch()
  const faults = []
  let shot = 0
  const picture = (title) => join(pictures, `${String(++shot).padStart(2, '0')}-${title}.png`)
  // A story is one row of steps without a frame around it: whatever stops it comes out here.
  process.once('uncaughtException', async (error) => {
    faults.forEach((each) => console.error(`✗ ${each}`))
    const pages = browser.contexts().flatMap((each) => each.pages())
    console.error(`✗ ${name}: ${await stopped(error, pages)}`)
    await Promise.allSettled(pages.map((page) => page.screenshot({ path: picture(`${name}-where-it-stopped`), timeout: 5000 })))
    process.exit(1)
  })

  /** A browser of somebody's own, signed in; `phone` for a phone with a camera roll and a place. */
  async function person(who, { phone = false } = {}) {
    const account = typeof who === 'string' ? accounts[who] : who
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: phone, isMobile: phone,
      ...(phone ? { geolocation: { longitude: 146.12, latitude: 33.12, accuracy: 8 }, permissions: ['geolocation'] } : {}),
    })
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    // Refusals looked for are written down by the browser too, and so is, while there is no network and a moment after, that there is none.
    let cut = false
    page.on('console', (message) => { if (message.type() === 'error' && !/40[39]|422/.test(message.text()) && !(cut && /net::ERR_/.test(message.text()))) faults.push(`console: ${message.text()} ${message.location().url}`) })
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
    await page.goto(`${base}/#/`)
    await page.fill('#account', account.account)
    await page.fill('#password', account.password)
    await page.press('#password', 'Enter')
    await page.locator('#account').waitFor({ state: 'detached' })
    const api = context.request
    return {
      page, account,
      /** The page of the address stands where the one before stood. */
      async go(address) {
        await page.goto(`${base}/#${address}`)
        await calm(page)
      },
      async offline(yes) { cut = true; await context.setOffline(yes) },
      async get(path) { return (await api.get(`${base}${path}`)).json() },
      async look(title) { await page.screenshot({ path: picture(title), fullPage: phone }) },
      async sizes(title) {
        const kept = page.viewportSize()
        for (const [width, height] of [[1366, 768], [1920, 1080], [390, 844]]) {
          await page.setViewportSize({ width, height })
          await calm(page)
          await page.screenshot({ path: picture(`${title}-${width}`), fullPage: true })
          const over = await wider(page)
          if (over > 2) faults.push(`${title} at ${width}: the page is ${over} px wider than the window`)
        }
        await page.setViewportSize(kept)
      },
      async accessible(where) { faults.push(...await unfit(page, where)) },
      /** Writes a field of a form by its name. */
      async fill(name, value) { await page.fill(`[data-field="${name}"] .input`, value) },
      /** Chooses in a field that is searched. */
      choose: (name, text) => choose(page, name, text),
      /** The record that was just made stands open: its number, out of the address. */
      async made(word) {
        await page.waitForURL((address) => address.hash.startsWith(`#/${word}/`) && address.hash.length > word.length + 3)
        return decodeURIComponent(page.url().split(`#/${word}/`)[1].split('?')[0])
      },
      close: () => context.close(),
    }
  }
  const expect = (holds, text) => { if (!holds) throw new Error(text) }
  async function end() {
    await browser.close()
    faults.forEach((each) => console.error(`✗ ${each}`))
    if (faults.length) process.exit(1)
    console.log(`${name}: well`)
  }
  return { base, accounts, person, told, until, expect, end, faults, browser, pictures }
}

/** A picture of one colour as the camera would hand it in. */
export async function photo(page, shade) {
  const bytes = await page.evaluate(async (n) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
    const pen = canvas.getContext('2d')
    for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) { pen.fillStyle = `hsl(${(n * 61 + x * 2 + y * 3) % 360} 45% ${40 + (x * y * n) % 30}%)`; pen.fillRect(x * 10, y * 10, 10, 10) }
    const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.8) })
    return [...new Uint8Array(await blob.arrayBuffer())]
  }, shade)
  return { name: `IMG_${shade}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }
}
