// What the stories of this folder share (浏览器故事公共部分): a browser that watches its console, pictures, axe-core.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a browser for a story; `expected(text)` says which console errors belong to it (a refusal is written down by the browser too). */
export async function visit(pictures, { width = 1366, height = 768, expected = () => false } = {}) {
  mkdirSync(pictures, { recursive: true })
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(30000)
  const faults = []
  page.on('console', (message) => {
    const text = `${message.text()} ${message.location().url}`
    if (message.type() === 'error' && !expected(text)) faults.push(`console: ${text}`)
  })
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  let shot = 0
  const look = (name) => page.screenshot({ path: join(pictures, `${String(++shot).padStart(2, '0')}-${name}.png`) })
  /** axe-core comes in through the debugger, not as a script of the page, so the policy of the page stays as it is. */
  const accessible = async (where) => {
    await page.evaluate(axe)
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
    for (const violation of found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')) {
      faults.push(`axe ${where}: ${violation.id} (${violation.impact}) ${violation.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`)
    }
  }
  /** A page at the three widths people use, looked at and asked once. */
  const sizes = async (name) => {
    for (const [label, w, h] of [['', 1366, 768], ['-wide', 1920, 1080], ['-phone', 390, 844]]) {
      await page.setViewportSize({ width: w, height: h })
      await page.waitForTimeout(250)
      await look(name + label)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 1) faults.push(`${name}${label}: the page is ${over} px wider than the window`)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await accessible(name)
  }
  const told = (text) => console.log(`· ${text}`)
  /** Runs the story and ends the process: 0 when every step worked and nothing was at fault. */
  const tell = async (story) => {
    try {
      await story()
    } catch (error) {
      await look('where-it-stopped').catch(() => {})
      faults.push(error.message)
    }
    await browser.close()
    faults.forEach((fault) => console.error(`✗ ${fault}`))
    console.log(faults.length ? `${faults.length} faults; pictures in ${pictures}` : `all seen; pictures in ${pictures}`)
    process.exit(faults.length ? 1 : 0)
  }
  return { browser, page, faults, look, accessible, sizes, told, tell }
}
