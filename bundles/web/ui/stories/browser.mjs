// What all stories share (浏览器故事公共部分): a browser that watches its console, pictures, axe-core, and what is said where a story stops.
//
// A wait here is for something that comes true in every order of events, on a slow machine too: nothing is counted once, nothing is measured in time.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Milliseconds a step waits for what it needs: only a fault waits so long. */
export const PATIENCE = 60000

/** A legal day, so many after today: `2026-11-22`. */
export const day = (plus) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + plus * 86400000)

let done = 'nothing yet'
/** Says what was done; a story that stops later names it. */
export function told(text) {
  done = text
  console.log(`· ${text}`)
}

export function launch(...args) {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  // A container may have too little shared memory for a browser.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...args] })
}

/** Asks until the answer is something, and says what was waited for where it never is. */
export async function until(what, asked, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await asked()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`never came, in ${seconds} s: ${what}`)
    await new Promise((next) => { setTimeout(next, 500) })
  }
}

/** The county's two years come in behind the rest of the demo; it says itself when all of it is there. */
export const filled = (base) => until('the demo says that its past is filled in', async () => (await (await fetch(`${base}/api/demo`)).json()).filled, 600)

/** Painted, and nothing moves any more; what never rests is looked at as it is after ten seconds. */
export const calm = (page) => page.evaluate(async () => {
  const frame = () => new Promise((painted) => { requestAnimationFrame(() => requestAnimationFrame(painted)) })
  const end = performance.now() + 10000
  do await frame()
  while (performance.now() < end && document.getAnimations().some((each) => each.playState === 'running' && each.effect?.getTiming().iterations !== Infinity))
})

/** What axe-core finds serious, one line each. It comes in through the debugger, not as a script of the page, so the policy of the page stays as it is. */
export async function unfit(page, where) {
  await calm(page)
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map((each) => `axe ${where}: ${each.id} (${each.impact}) ${each.nodes.map((node) => node.target.join(' ')).slice(0, 5).join(' | ')}`)
}

/** By how many pixels the page stays wider than its window; charts and maps follow a new width a little later. */
export const wider = (page) => page.evaluate(async () => {
  const over = () => document.documentElement.scrollWidth - innerWidth
  for (const end = performance.now() + 5000; over() > 1 && performance.now() < end;) await new Promise(requestAnimationFrame)
  return over()
})

/** Chooses in a field that is searched: the option inside this field, and then it stands there. */
export async function choose(page, field, text) {
  const box = page.locator(`[data-field="${field}"]`).last()
  const options = box.locator('.el-select-dropdown__item:visible')
  await box.locator('input').first().fill(text)
  await options.filter({ hasText: text }).first().waitFor()
  // Not before the list has become shorter: what moves between pressing and letting go is not chosen.
  await options.filter({ hasNotText: text }).first().waitFor({ state: 'detached' })
  await options.filter({ hasText: text }).first().click()
  await box.locator('.el-select__placeholder:not(.is-transparent)').filter({ hasText: text }).waitFor()
}

/** What stands on a page, shortened; a page that no longer answers says so. */
async function standing(page) {
  if (page.isClosed()) return ''
  const silent = new Promise((late) => { setTimeout(late, 5000, '(the page does not answer)').unref() })
  const text = page.evaluate(() => (document.querySelector('main') ?? document.body).innerText.replace(/\s+/g, ' ').slice(0, 1500)).catch((why) => `(${why.message})`)
  return `on the screen: ${page.url()}\n    ${await Promise.race([text, silent])}`
}

/** Where a story stopped, in words: the wait, the last thing done before, the lines of the story itself, what stood on the screen. */
export async function stopped(error, pages) {
  const story = String(error?.stack ?? '').split('\n').map((line) => /(file:\/\/\S+?\/stories\/\S+?\.mjs):(\d+):\d+/.exec(line)).filter((each) => each && !/\/(browser|common)\.mjs$/.test(each[1]))
  const lines = story.map(([, address, number]) => `${basename(address)}:${number}  ${(readFileSync(fileURLToPath(address), 'utf8').split('\n')[number - 1] ?? '').trim().slice(0, 220)}`)
  const screens = await Promise.all(pages.map(standing))
  return [String(error?.message ?? error), `after: ${done}`, ...lines.map((line) => `at ${line}`), ...(lines.length ? [] : [String(error?.stack)]), ...screens.filter(Boolean)].join('\n  ')
}

/** Opens a browser for a story; `expected(text)` says which console errors belong to it (a refusal is written down by the browser too). */
export async function visit(pictures, { width = 1366, height = 768, expected = () => false, before = '' } = {}) {
  mkdirSync(pictures, { recursive: true })
  const browser = await launch()
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true })
  const faults = []
  /** Another page of the story, listened to as the first. */
  const watched = (page) => {
    page.setDefaultTimeout(PATIENCE)
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url}`
      if (message.type() === 'error' && !expected(text)) faults.push(`console: ${text}`)
    })
    page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
    return page
  }
  const page = watched(await context.newPage())
  let shot = 0
  const look = (name) => page.screenshot({ path: join(pictures, `${before}${String(++shot).padStart(2, '0')}-${name}.png`) })
  const accessible = async (where) => { faults.push(...await unfit(page, where)) }
  /** A picture of a page that is no wider than its window. */
  const seen = async (name) => {
    await calm(page)
    await look(name)
    const over = await wider(page)
    if (over > 1) faults.push(`${name}: the page is ${over} px wider than the window`)
  }
  /** A page at the three widths people use, looked at and asked once. */
  const sizes = async (name) => {
    for (const [label, w, h] of [['', 1366, 768], ['-wide', 1920, 1080], ['-phone', 390, 844]]) {
      await page.setViewportSize({ width: w, height: h })
      await seen(name + label)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await accessible(name)
  }
  /** Runs the story and ends the process: 0 when every step worked and nothing was at fault. */
  const tell = async (story) => {
    try {
      await story()
    } catch (error) {
      faults.push(await stopped(error, browser.contexts().flatMap((each) => each.pages())))
      await look('where-it-stopped').catch((why) => faults.push(`no picture of it: ${why.message}`))
    }
    await browser.close()
    faults.forEach((fault) => console.error(`✗ ${fault}`))
    console.log(faults.length ? `${faults.length} faults; pictures in ${pictures}` : `all seen; pictures in ${pictures}`)
    process.exit(faults.length ? 1 : 0)
  }
  return { browser, context, page, watched, faults, look, accessible, seen, sizes, told, tell }
}
