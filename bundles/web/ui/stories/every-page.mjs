// Every page (每一页): each entry of the menu and one record behind it, as each of those who work here; what the menu offers is what is opened, so
// pages that are new come in by themselves.
//
//   node every-page.mjs <base address> <demo-accounts.json> [folder for pictures] [--all | --once] [--as=operator,admin]
//
// A page somebody sees for the first time is looked at in three sizes, light and dark; the next one who may open it is asked for a clean console, a page
// not wider than its window and axe-core's judgement. `--all` takes pictures for each of them, `--once` opens each page only as the first who
// may, judges it at 1366 and on a phone and takes no pictures (for every build), `--as` goes as these alone.
import { readFileSync } from 'node:fs'
import { visit } from './browser.mjs'

const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2).filter((each) => !each.startsWith('--'))
const all = process.argv.includes('--all')
const once = process.argv.includes('--once')
const as = process.argv.find((each) => each.startsWith('--as='))?.slice(5).split(',')
if (!base || !accountsFile) {
  console.error('usage: every-page.mjs <base address> <demo-accounts.json> [pictures] [--all | --once] [--as=operator,admin]')
  process.exit(2)
}
const { accounts } = JSON.parse(readFileSync(accountsFile, 'utf8'))
const { page, faults, look, accessible, told: say, tell } = await visit(`${pictures}/every-page`)
/** These see whatever they may; the others only what nobody has opened before them. */
const WHOLE = ['operator', 'inspector', 'rectifier', 'leader', 'admin']
const roles = [...WHOLE, ...accounts.map((each) => each.role).filter((role) => !WHOLE.includes(role))].filter((role, i, list) => list.indexOf(role) === i && (!as || as.includes(role)))
const SIZES = [['', 1366, 768], ['-wide', 1920, 1080], ['-phone', 390, 844]]
const seen = new Set()
let count = 0

/** The address without what names one record or one filter: `/hazards/*`. */
const kindOf = (path) => path.replace(/\?.*/, '').split('/').map((part) => (/[0-9%]/.test(part) ? '*' : part)).join('/')

async function signIn(who) {
  await page.goto(`${base}/#/`)
  await page.fill('#account', who.account)
  await page.fill('#password', who.password)
  await page.keyboard.press('Enter')
  await page.locator('a.who').waitFor({ state: 'attached' })
  await page.locator('.menu a[href="#/"]').waitFor({ state: 'attached' })
}
async function signOut() {
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.click('button.out')
  await page.locator('#account').waitFor()
}

/** Calls under way; the live line stays open and does not count. */
const underWay = new Set()
page.on('request', (request) => { if (!request.url().includes('/api/live')) underWay.add(request) })
for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => underWay.delete(request))
const frame = () => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)) }))

/** The page stands: its heading is there, nothing says that it is still reading, and for five frames in a row nothing is asked any more. */
async function open(path) {
  await page.goto(`${base}/#${path}`)
  await page.locator('main h1, main h2').first().waitFor()
  const deadline = Date.now() + 30000
  for (let calm = 0; calm < 5; calm++) {
    await frame()
    const reading = await page.evaluate(() => !!document.querySelector('main [aria-busy=true]') || [...document.querySelectorAll('main [role=status]')].some((each) => /^正在(读取|统计|打开)/.test(each.textContent.trim())))
    if (underWay.size || reading) calm = -1
    if (Date.now() > deadline) return void faults.push(`${path}: still reading after half a minute: ${[...underWay].map((each) => each.url()).join(' ')}`)
  }
}

/** What nobody should have to read: codes, holes, columns of single characters; and a page wider than its window. */
async function judge(where) {
  const wrong = await page.evaluate(() => {
    const found = []
    const over = document.documentElement.scrollWidth - innerWidth
    if (over > 1) found.push(`${over} px wider than the window`)
    const main = document.querySelector('main')
    const holes = /\b(undefined|NaN|Invalid Date)\b|\[object \w+\]/.exec(main.innerText)
    if (holes) found.push(`says ${holes[0]}`)
    for (const each of main.querySelectorAll('[data-fact] b')) if (/^[a-z-]+\.[a-z-]+$/.test(each.textContent.trim())) found.push(`a fact without a name: ${each.textContent.trim()}`)
    if (main.querySelector('.fault')) found.push(`a red card: ${main.querySelector('.fault').innerText.slice(0, 120)}`)
    for (const each of main.querySelectorAll('th, td, button, h1, h2, h3, dt, dd, .tag, li, label')) {
      const text = each.innerText?.replace(/\s/g, '') ?? ''
      if (text.length < 3 || each.children.length > 3) continue
      const size = parseFloat(getComputedStyle(each).fontSize)
      const { width } = each.getBoundingClientRect()
      // The words' own height: a cell is as high as its row.
      const words = document.createRange()
      words.selectNodeContents(each)
      const { height } = words.getBoundingClientRect()
      const inner = width - parseFloat(getComputedStyle(each).paddingLeft) - parseFloat(getComputedStyle(each).paddingRight)
      if (width > 0 && inner < size * 2.3 && height > size * (text.length < 4 ? 4.2 : 5.5)) found.push(`one character to a line: ${each.tagName} ${text.slice(0, 20)}`)
    }
    return [...new Set(found)].slice(0, 6)
  })
  faults.push(...wrong.map((each) => `${where}: ${each}`))
}
/** After a change of size or colours: painted twice, and nothing moves any more. */
async function laidOut() {
  do await frame()
  while (await page.evaluate(() => document.getAnimations().some((each) => each.playState === 'running' && each.effect?.getTiming().iterations !== Infinity)))
}
/** By the button people press: charts are drawn anew then. */
const dark = () => page.locator('.tools button').nth(1).click()

async function judged(role, path, first) {
  count++
  const where = `${role} ${path}`
  const name = `${role}${kindOf(path).replaceAll('/', '-').replaceAll('*', 'one')}`
  const before = faults.length
  await open(path)
  await accessible(where)
  await judge(where)
  if (once) {
    await page.setViewportSize({ width: 390, height: 844 })
    await laidOut()
    await judge(`${where}-phone`)
    await page.setViewportSize({ width: 1366, height: 768 })
  } else if (first || all) {
    for (const [label, width, height] of SIZES) {
      await page.setViewportSize({ width, height })
      await laidOut()
      await look(`${name}${label}`)
      if (label) await judge(`${where}${label}`)
      if (label === '-phone') await accessible(`${where}${label}`)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await dark()
    await laidOut()
    await look(`${name}-dark`)
    await accessible(`${where} dark`)
    await dark()
  }
  for (let i = before; i < faults.length; i++) {
    if (!faults[i].includes(path)) faults[i] = `${where}: ${faults[i]}`
    say(`✗ ${faults[i]}`)
  }
}

/** One record behind a list: the first row, else the first link that leads below the page. */
const records = (path) => page.evaluate((own) => {
  const rows = [...document.querySelectorAll('main [data-row]')].map((row) => row.dataset.row)
  const links = [...document.querySelectorAll('main a[href^="#/"]')].map((link) => link.getAttribute('href')).filter((href) => href.startsWith(`#${own}/`))
  return [...rows, ...links].filter((each) => each.startsWith('#/') && !each.includes('?')).map((each) => each.slice(1))
}, path === '/' ? '/\u0000' : path)

await tell(async () => {
  for (const role of roles) {
    const who = accounts.find((each) => each.role === role)
    if (!who) continue
    await signIn(who)
    // The menu stands when every page the platform tells of stands in it. (Asked first: what a browser waits for must not itself be a promise.)
    const told = await page.evaluate(async () => (await (await fetch('/api/ui/contributions')).json()).items.flatMap((each) => each.pages).filter((each) => each.group !== '').map((each) => each.path))
    await page.waitForFunction((all) => all.every((path) => document.querySelector(`.menu a[href="#${path}"]`)), told)
    const paths = await page.locator('.menu a').evaluateAll((links) => links.map((each) => each.getAttribute('href').slice(1)))
    const opened = new Set()
    for (const path of paths) {
      const first = !seen.has(kindOf(path))
      if (!first && (once || !WHOLE.includes(role))) continue
      seen.add(kindOf(path))
      await judged(role, path, first)
      for (const record of await records(path)) {
        const kind = record.replace(/\/[^/]+$/, '/*')
        if (opened.has(kind) || paths.includes(record)) continue
        opened.add(kind)
        const fresh = !seen.has(kind)
        if (!fresh && (once || !WHOLE.includes(role))) continue
        seen.add(kind)
        await judged(role, record, fresh)
      }
    }
    say(`${role}（${who.name}）：菜单 ${paths.length} 页，单条 ${opened.size} 种，至此 ${faults.length} 处不对`)
    await signOut()
  }
  say(`${count} 页看过，${seen.size} 种`)
})
