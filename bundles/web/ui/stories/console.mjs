// The shell of the console: everything by keyboard, both languages, three font sizes, a form that survives a reload, a broken plugin that
// hurts nobody, a room that does not answer, a browser that is too old.
//
//   node console.mjs <base address> <demo-accounts.json> [folder for pictures]
//
// Ends with 0 when every step worked, the console stayed clean, nothing stood wider than the screen and axe-core found nothing serious.
// The first paint is told, not judged: the machine may be busy.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filled, visit } from './browser.mjs'

const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
if (!accountsFile) {
  console.error('usage: console.mjs <base address> <demo-accounts.json> [pictures]')
  process.exit(2)
}
const { operator } = JSON.parse(readFileSync(accountsFile, 'utf8'))
const { browser, page, watched, faults, accessible, seen, told, tell } = await visit(pictures, { before: 'console-' })
const { keyboard } = page
const must = (held, text) => { if (!held) faults.push(text) }
async function look(name) {
  await seen(name)
  await accessible(name)
}
/** The keyboard comes to stand there. */
const focused = (what) => page.waitForFunction((selector) => document.activeElement?.matches(selector), what)
/** No part of the page is being read any more. */
const settled = () => page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]'))
const title = (text) => page.locator('main h1', { hasText: text }).first().waitFor()

async function signIn() {
  await page.goto(`${base}/#/`)
  await page.locator('#account').waitFor()
  await focused('#account')
  await keyboard.type(operator.account)
  await keyboard.press('Tab')
  await keyboard.type(operator.password)
  await keyboard.press('Enter')
  await page.locator('.line.green').waitFor()
  told(`${operator.name} 登录，全程键盘`)
}

async function byKeyboard() {
  await page.reload()
  await title('今日待办')
  await keyboard.press('Tab')
  await focused('.skip')
  await keyboard.press('Enter')
  await focused('main')
  await keyboard.press('m')
  await focused('.menu a')
  await page.locator('.menu a', { hasText: '隐患台账' }).press('Enter')
  await title('隐患台账')
  await focused('main')
  await keyboard.press('?')
  await page.locator('dialog[open]').waitFor()
  await look('help')
  await keyboard.press('j')
  must(await page.locator('dialog[open]').count() === 1, 'a key of the page acts below the help')
  await keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await keyboard.press('g')
  await title('今日待办')
  told('跳转、菜单、帮助、返回，全用键盘')
}

async function queue() {
  const row = page.locator('.home [data-row]').filter({ has: page.locator('a[href*="do=verification"]') }).first()
  await row.waitFor({ timeout: 120000 })
  for (const part of ['.why', '.else']) must((await row.locator(part).innerText()).trim().length > 5, `a task without ${part}`)
  await look('queue')
  // A form opened from the queue keeps what was typed, also across a reload.
  await row.locator('a[href*="do=verification"]').first().press('Enter')
  await page.locator('form.move textarea').first().fill('还没写完：等现场回电')
  // The address asks no more for the form that stands open.
  await page.waitForFunction(() => !location.hash.includes('do='))
  await page.reload()
  await page.locator('.moves [data-move=verification]').click()
  const typed = (text) => page.waitForFunction((wanted) => document.querySelector('form.move textarea')?.value === wanted, text)
  await typed('还没写完：等现场回电')
  await look('form')
  await page.locator('form.move .restored button').click()
  await typed('')
  await keyboard.press('g')
  told('待办一行说明为什么、不办会怎样；表单刷新后还在')
}

/** What every ledger does: filters kept as a view, columns, jumps by number and day, export, print, and English reasons beside moves. */
async function ledger() {
  const rows = page.locator('.ledger [data-row]')
  /** Its rows and their number stand there. */
  const counted = () => page.waitForFunction(() => document.querySelector('.ledger [data-row]') && !document.querySelector('main [aria-busy=true]') && Number(document.querySelector('.ledger .total').textContent) > 0)
  await filled(base)
  await page.goto(`${base}/#/hazards?view=all`)
  await counted()
  await keyboard.press('/')
  await focused('.ledger input[type=search]')
  const every = Number(await page.locator('.ledger .total').innerText())
  await page.locator('.ledger .bar select').nth(1).selectOption('MAJOR')
  await page.waitForFunction((all) => { const n = Number(document.querySelector('.ledger .total').textContent); return n > 0 && n < all }, every)
  await page.getByRole('button', { name: '存为视图' }).click()
  await page.locator('.panel input').fill('我的重大')
  await keyboard.press('Enter')
  const mine = page.getByRole('button', { name: '我的重大', exact: true, pressed: true })
  await mine.waitFor()
  await page.reload()
  await mine.waitFor()
  await counted()
  const some = Number(await page.locator('.ledger .total').innerText())
  must(some > 0 && some < every, `a kept view shows ${some} of ${every}`)
  await page.getByRole('button', { name: '列', exact: true }).click()
  await page.locator('.panel label', { hasText: '企业' }).click()
  await page.locator('.ledger th', { hasText: '企业' }).waitFor({ state: 'detached' })
  await look('ledger')
  await page.getByRole('button', { name: '恢复默认' }).click()
  await page.locator('.ledger th', { hasText: '企业' }).waitFor()
  await page.getByRole('button', { name: '删除视图 我的重大' }).click()
  await page.goto(`${base}/#/hazards?view=all`)
  await page.waitForFunction((all) => Number(document.querySelector('.ledger .total')?.textContent) >= all, every)
  const wanted = new Date(Date.now() - 150 * 86400000).toISOString().slice(0, 10)
  await page.locator('.ledger .day input[type=date]').fill(wanted)
  await page.waitForFunction((day) => { const there = /(\d{4}-\d\d-\d\d) \d\d:\d\d/.exec(document.querySelector('.ledger [data-row]')?.textContent ?? ''); return there && there[1] <= day }, wanted)
  const number = await rows.first().getAttribute('data-number')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()])
  must(/\.(xlsx|csv)$/.test(download.suggestedFilename()) && !await download.failure(), `export gave ${download.suggestedFilename()}`)
  await page.locator('.ledger .jump input').fill(number)
  await keyboard.press('Enter')
  await page.locator('.record .number', { hasText: number }).waitFor()
  await page.locator('.record .steps').waitFor()
  await page.emulateMedia({ media: 'print' })
  // On paper somebody is named, and no menu is in the way.
  await page.locator('.printed').waitFor()
  await page.locator('.menu').waitFor({ state: 'hidden' })
  await look('paper')
  await page.emulateMedia({ media: 'screen' })
  await keyboard.press('Escape')
  await counted()
  told('台账：视图、列、按日期和编号跳转、导出、打印')
}

async function looks() {
  await page.goto(`${base}/#/`)
  await title('今日待办')
  const open = page.getByRole('button', { name: /字号和语言|Font size and language/ })
  await open.focus()
  await keyboard.press('Enter')
  await page.getByLabel('特大').check()
  await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '21px')
  await keyboard.press('Escape')
  await look('huge')
  await open.click()
  await page.getByLabel('English').check()
  await title('My queue')
  await page.waitForFunction(() => document.documentElement.lang === 'en')
  await page.locator('.choices').getByLabel('Standard').check()
  await keyboard.press('Escape')
  await page.reload()
  await title('My queue')
  await look('english')
  for (const address of ['#/hazards', '#/alarms']) {
    await page.goto(`${base}/${address}`)
    await settled()
    await look(`english${address.slice(1).replaceAll('/', '-')}`)
  }
  await page.goto(`${base}/#/hazards`)
  await page.locator('.ledger [data-row] a').first().click()
  // Where nothing can be done it stands open by itself.
  await page.locator('.cannot').evaluate((reasons) => { reasons.open = true })
  await page.waitForFunction(() => [...document.querySelectorAll('.refused li')].length > 5 && [...document.querySelectorAll('.refused li')].every((each) => /^[^\u4e00-\u9fff]*[A-Za-z]{3}/.test(each.innerText)))
  await look('english-moves')
  await page.goto(`${base}/#/`)
  await open.click()
  await page.getByLabel('中文').check()
  await keyboard.press('Escape')
  await title('今日待办')
  await page.getByRole('button', { name: '深色界面' }).click()
  await look('dark')
  await page.getByRole('button', { name: '深色界面' }).click()
  told('字号、语言、深色，刷新后仍在')
}

async function sizes() {
  for (const [name, width, height] of [['wide', 1920, 1080], ['phone', 390, 844]]) {
    await page.setViewportSize({ width, height })
    for (const address of ['#/', '#/hazards', '#/alarms']) {
      await page.goto(`${base}/${address}`)
      await settled()
      await look(`${name}${address.slice(1).replaceAll('/', '-')}`)
    }
  }
  await page.locator('.fold').click()
  await page.locator('.menu a', { hasText: '今日待办' }).waitFor()
  await look('phone-menu')
  await page.locator('.menu a', { hasText: '今日待办' }).click()
  await title('今日待办')
  await page.setViewportSize({ width: 1366, height: 768 })
  told('三种屏幕都不出横向滚动')
}

async function broken() {
  const bundle = { id: 'bad', version: '9.9.9', bundle: 'Bad vendor (com.bad.plugin)', module: '/ui/bad/@9/bad.js',
    pages: [{ path: '/bad', titles: { 'zh-CN': '坏页面', en: 'Bad page' }, export: 'Page', operation: 'hazard.read', order: 990, group: 'more' }],
    widgets: [{ place: 'home', titles: { 'zh-CN': '坏部件', en: 'Bad widget' }, export: 'Widget', operation: 'hazard.read' }, { place: 'top', titles: { 'zh-CN': '坏按钮', en: 'Bad button' }, export: 'Absent', operation: 'hazard.read' }] }
  await page.route('**/api/ui/contributions', async (route) => {
    const answer = await (await route.fetch()).json()
    await route.fulfill({ json: { ...answer, items: [...answer.items, bundle] } })
  })
  await page.route('**/ui/bad/**', (route) => route.fulfill({ contentType: 'text/javascript', body: `import { h, ref } from 'vue'
export const Page = { setup() { const on = ref(false); return () => h('button', { id: 'explode', onClick: () => { on.value = true } }, on.value ? undefined.x : 'fine so far') } }
export const Widget = { render() { return h('p', this.nothing.there) } }` }))
  await page.route('**/api/todo*', async (route) => {
    const answer = await (await route.fetch()).json()
    await route.fulfill({ json: { ...answer, failures: [{ title: '工单', bundle: 'com.bad.plugin', text: '工单的待办暂时读不到，可能还有事项未列出；请到其台账查看，或稍后刷新。' }] } })
  })
  await page.goto(`${base}/#/`)
  await page.reload()
  await title('今日待办')
  await page.locator('.failed', { hasText: '工单的待办暂时读不到' }).waitFor()
  await page.locator('.widget .fault', { hasText: 'com.bad.plugin' }).waitFor()
  await page.locator('.fault-small', { hasText: 'com.bad.plugin' }).waitFor()
  await look('broken-widgets')
  await page.locator('.menu a', { hasText: '坏页面' }).click()
  await page.locator('#explode').click()
  const card = page.locator('main .fault[role=alert]')
  await card.waitFor()
  must((await card.innerText()).includes('com.bad.plugin'), 'the red card does not name the bundle')
  await look('broken-page')
  await page.locator('.menu a', { hasText: '隐患台账' }).click()
  await title('隐患台账')
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await title('隐患台账')
  must(await page.locator('.menu a', { hasText: '坏页面' }).count() === 0, 'the page of a bundle that is gone still stands in the menu')
  told('坏插件只坏自己，红卡写明是谁；读不到的来源不装作没有')
}

async function tooOld() {
  const old = await browser.newContext({ userAgent: 'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/78.0.3904.108 Safari/537.36' })
  const there = watched(await old.newPage())
  await there.goto(`${base}/`)
  await there.locator('#too-old').waitFor()
  must((await there.locator('#too-old').innerText()).includes('极速模式'), 'the page for old browsers does not say what to do')
  await there.screenshot({ path: join(pictures, 'console-too-old.png') })
  await old.close()
  told('浏览器太旧时说实话')
}

async function firstPaint() {
  await page.goto('about:blank')
  await page.goto(`${base}/#/`)
  await title('今日待办')
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    bytes: performance.getEntriesByType('resource').reduce((sum, each) => sum + (each.encodedBodySize ?? 0), 0),
    desk: performance.now(),
  }))
  told(`首次绘制 ${Math.round(times.paint)} ms，今日待办出现约 ${Math.round(times.desk)} ms`)
}

await tell(async () => {
  for (const step of [signIn, byKeyboard, queue, ledger, looks, sizes, broken, tooOld, firstPaint]) await step()
})
