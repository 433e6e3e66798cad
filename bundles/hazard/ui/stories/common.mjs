// What the stories of this room share (故事公用): a browser, signing in, pictures, axe-core, a collected list of faults.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

// playwright-core and axe-core stand where the console is built.
const web = createRequire(pathToFileURL(resolve(fileURLToPath(import.meta.url), '../../../../web/ui/package.json')))
const { chromium } = web('playwright-core')
const axe = readFileSync(web.resolve('axe-core/axe.min.js'), 'utf8')

export const day = (plus) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + plus * 86400000)

export async function stage(name) {
  const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
  if (!base || !accountsFile) {
    console.error(`usage: ${name}.mjs <base address> <demo-accounts.json> [pictures]`)
    process.exit(2)
  }
  mkdirSync(pictures, { recursive: true })
  const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const faults = []
  let shot = 0
  const told = (text) => console.log(`· ${text}`)

  /** A browser of somebody's own, signed in; `phone` for a phone with a camera roll and a place. */
  async function person(who, { phone = false } = {}) {
    const account = typeof who === 'string' ? accounts[who] : who
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: phone, isMobile: phone,
      ...(phone ? { geolocation: { longitude: 146.12, latitude: 33.12, accuracy: 8 }, permissions: ['geolocation'] } : {}),
    })
    const page = await context.newPage()
    page.setDefaultTimeout(30000)
    let offline = false
    page.on('console', (message) => { if (message.type() === 'error' && !offline && !/ERR_INTERNET_DISCONNECTED|40[39]|422/.test(message.text())) faults.push(`console: ${message.text()} ${message.location().url}`) })
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
    await page.goto(`${base}/#/`)
    await page.fill('#account', account.account)
    await page.fill('#password', account.password)
    await page.press('#password', 'Enter')
    await page.locator('#account').waitFor({ state: 'detached' })
    const api = context.request
    return {
      page, account,
      async go(address) { await page.goto(`${base}/#${address}`); await page.waitForLoadState('networkidle').catch(() => {}) },
      async offline(yes) { offline = yes; await context.setOffline(yes) },
      async get(path) { return (await api.get(`${base}${path}`)).json() },
      async look(title) { await page.screenshot({ path: join(pictures, `${String(++shot).padStart(2, '0')}-${title}.png`), fullPage: phone }) },
      async sizes(title) {
        const kept = page.viewportSize()
        for (const [width, height] of [[1366, 768], [1920, 1080], [390, 844]]) {
          await page.setViewportSize({ width, height })
          await page.screenshot({ path: join(pictures, `${String(++shot).padStart(2, '0')}-${title}-${width}.png`), fullPage: true })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          if (wide > 2) faults.push(`${title} at ${width}: the page is ${wide} px wider than the window`)
        }
        await page.setViewportSize(kept)
      },
      /** axe-core comes in through the debugger, so the policy of the page stays as it is. */
      async accessible(where) {
        await page.evaluate(axe)
        const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
        for (const each of found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')) faults.push(`axe ${where}: ${each.id} ${each.nodes.map((n) => n.target.join(' ')).slice(0, 4).join(' | ')}`)
      },
      /** Writes a field of a form by its name. */
      async fill(name, value) { await page.fill(`[data-field="${name}"] .input`, value) },
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
  return { base, accounts, person, told, expect, end, faults, browser, pictures }
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
