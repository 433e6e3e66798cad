// An alarm night by the keyboard alone (报警之夜): sign in, hear of alarms, acknowledge, comment, shelve, look at the chart, hand over. No mouse
// is used up to there; then every page of the room is looked at in three sizes and asked by axe-core.
//
//   node alarm-night.mjs <base address> <demo-accounts.json> [folder for pictures]
//
// Ends with 0 when every step worked, the console stayed clean and axe-core found nothing serious.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PATIENCE, launch, stopped, told, unfit, wider } from '../../../web/ui/stories/browser.mjs'

const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
if (!base || !accountsFile) {
  console.error('usage: alarm-night.mjs <base address> <demo-accounts.json> [pictures]')
  process.exit(2)
}
const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
mkdirSync(pictures, { recursive: true })

const faults = []
const { account: adminName, password: adminPassword } = accounts.admin
const basic = `Basic ${Buffer.from(`${adminName}:${adminPassword}`).toString('base64')}`
/** The instruments' side of the night: devices, rules and readings come in through the platform's own doors. */
async function call(method, path, body, allowed = []) {
  const answer = await fetch(base + path, { method, headers: { Authorization: basic, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok && !allowed.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
  return text ? JSON.parse(text) : null
}
/** Two digits: no tank's name is a part of another's. */
const tank = (n) => `${String(n).padStart(2, '0')}号罐`
const STATION = `NIGHT-${String(Date.now()).slice(-6)}`
// Twelve in ten minutes are a flood by themselves (EEMUA 191: more than ten), whatever the demo county adds.
const points = Array.from({ length: 12 }, (_, i) => `p${i + 1}`)
async function station() {
  await call('POST', '/api/devices', { id: STATION, name: '夜班演练罐区', place: '罐区东侧', enterprise: null, area: null, longitude: null, latitude: null })
  for (const [i, name] of points.entries()) {
    await call('POST', `/api/devices/${STATION}/points`, { name, label: `${tank(i + 1)}压力`, unit: 'kPa', resolution: 0.01, low: 0, high: 500 })
    await call('POST', '/api/rules', { series: `${STATION}.${name}`, name: `${tank(i + 1)}压力过高`, kind: 'threshold', direction: 'above', limit: 120, hysteresis: 5, onDelaySeconds: 0, offDelaySeconds: 0, priority: ['HIGH', 'CRITICAL', 'MEDIUM', 'LOW'][i % 4], guidance: '先打电话给罐区值班室，再看喷淋是否开启；超过 150 kPa 通知撤人。' })
  }
  const from = Date.now() - 6 * 3600e3
  const quiet = Array.from({ length: 350 }, (_, i) => ({ ts: Math.round(from + i * 60e3), values: Object.fromEntries(points.map((name, n) => [name, Math.round((90 + 12 * Math.sin(i / 20 + n)) * 100) / 100])) }))
  await call('POST', `/api/readings?device=${STATION}`, quiet)
}
const send = (values) => call('POST', `/api/readings?device=${STATION}`, { ts: Date.now(), values })

const browser = await launch('--autoplay-policy=user-gesture-required')
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
const page = await context.newPage()
page.setDefaultTimeout(PATIENCE)
let cut = false
page.on('console', (message) => {
  if (message.type() === 'error' && !cut) faults.push(`console: ${message.text()} ${message.location().url}`)
})
page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
// A tone that is begun is counted: nobody listens here.
await page.addInitScript(() => {
  globalThis.__tones = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...at) { globalThis.__tones++; return start.apply(this, at) }
})
const tones = () => page.evaluate(() => globalThis.__tones)

let shot = 0
const look = (name) => page.screenshot({ path: join(pictures, `${String(++shot).padStart(2, '0')}-${name}.png`) })
const accessible = async (where) => { faults.push(...await unfit(page, where)) }
const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const row = (n) => page.locator(`.desk [data-row][data-number]`).filter({ hasText: `${tank(n)}压力过高` }).filter({ hasText: STATION })
const stateOf = (n, state) => page.waitForFunction(([text, wanted]) => [...document.querySelectorAll('.desk [data-number]')].some((each) => each.textContent.includes(text) && each.dataset.state === wanted), [`${tank(n)}压力过高`, state])
/** Moves down with j until the row of this tank has the cursor. */
async function choose(n) {
  for (let i = 0; i < 80; i++) {
    await press('j')
    if (await page.evaluate((text) => document.activeElement?.closest('[data-number]')?.textContent.includes(text) ?? false, `${tank(n)}压力过高`)) return
    if (i === 40) await page.evaluate(() => document.activeElement?.blur())
  }
  throw new Error(`the cursor never reached tank ${n}`)
}
const dialog = page.locator('[role=dialog][aria-modal=true]')

async function night() {
  await station()
  await page.goto(`${base}/#/`)
  await page.locator('#account').waitFor()
  await page.locator('#account').focus()
  await page.keyboard.type(accounts.operator.account)
  await press('Tab')
  await page.keyboard.type(accounts.operator.password)
  await press('Enter')
  await page.getByText(accounts.operator.name, { exact: true }).first().waitFor()
  told('值班员用键盘登录')

  await page.locator('.menu a[href="#/alarms"]').waitFor()
  await press('m')
  await page.waitForFunction(() => !!document.activeElement?.closest('.menu'))
  for (let i = 0; i < 30 && await page.evaluate(() => document.activeElement?.getAttribute('href')) !== '#/alarms'; i++) await press('Tab')
  await press('Enter')
  await page.locator('.desk h1').waitFor()
  // One by one, even if the demo county should be in a flood already.
  await press('z')
  told('从菜单走到报警台')

  const before = await tones()
  const sent = Date.now()
  await send({ p1: 131 })
  const stored = Date.now()
  await row(1).waitFor()
  told(`1号罐报警：读数入库 ${stored - sent} ms，入库应答后 ${Date.now() - stored} ms 出现在台上`)
  await page.waitForFunction((was) => globalThis.__tones > was, before)
  told('新报警发声')
  await look('desk')
  await accessible('desk')

  await choose(1)
  await press('a')
  await stateOf(1, 'ACKED')
  told('按 a 确认')
  await choose(1)
  await press('c')
  await dialog.filter({ hasText: `${tank(1)}压力过高` }).waitFor()
  await page.locator('#act-text').waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'act-text')
  await page.keyboard.type('已打电话给罐区值班室，喷淋已开')
  await look('comment')
  await accessible('dialog')
  await press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  told('按 c 备注')

  await send({ p3: 128 })
  await row(3).waitFor()
  await choose(3)
  await press('s')
  await dialog.filter({ hasText: `${tank(3)}压力过高` }).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'act-minutes')
  await press('Tab')
  await page.keyboard.type('3号罐正在检修，现场有人看守')
  await press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await row(3).waitFor({ state: 'detached' })
  await press('h')
  await stateOf(3, 'SHLVD')
  await press('h')
  told('按 s 搁置，按 h 可见')

  await choose(1)
  await press('Enter')
  await page.locator('.pane .guidance').waitFor()
  await page.locator('.pane canvas').first().waitFor()
  await page.getByText('已打电话给罐区值班室，喷淋已开').first().waitFor()
  await page.waitForFunction(() => /最低/.test(document.querySelector('.said')?.textContent ?? ''))
  await look('alarm')
  await accessible('alarm')
  const range = () => page.locator('.pane .legend').first().textContent()
  const first = await range()
  await press('t')
  await page.waitForFunction(() => document.activeElement?.classList.contains('chart'))
  await press('-', '-', '-', 'ArrowLeft')
  await page.waitForFunction((was) => document.querySelector('.pane .legend')?.textContent !== was, first)
  await page.waitForFunction(() => /\d{2,} 个读数/.test(document.querySelector('.said')?.textContent ?? ''))
  await look('chart')
  told('按 t 看曲线，键盘缩放、平移')
  await press('Escape', 'Escape')
  await page.waitForFunction(() => location.hash === '#/alarms')

  await send(Object.fromEntries(points.map((name) => [name, 140])))
  await page.getByText('按 z 可按原因归组').first().waitFor()
  await press('z')
  await page.locator('.desk .group').first().waitFor()
  await look('flood')
  await accessible('flood')
  await press('z')
  await page.locator('.desk .group').first().waitFor({ state: 'detached' })
  for (let n = 1; n <= points.length; n++) if (n !== 3) await row(n).waitFor()
  told('报警泛滥，按 z 按原因归组，再按逐条')
  await look('many')
  await accessible('many')
  await press('*', 'a')
  await dialog.waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'act-note')
  await page.keyboard.type('罐区整体超压，已通知撤人')
  await press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await stateOf(2, 'ACKED')
  told('按 * 勾选全部，按 a 一起确认')

  cut = true
  await context.setOffline(true)
  await page.getByText('连接已断开').first().waitFor()
  await look('line-broken')
  await context.setOffline(false)
  await page.getByText('连接已断开').first().waitFor({ state: 'detached' })
  cut = false
  told('断线时如实说明，恢复后消失')

  await press('o')
  await page.getByText('还没有人确认').first().waitFor()
  await page.getByText('3号罐正在检修').first().waitFor()
  await look('hand-over')
  await accessible('hand-over')
  told('按 o 看交接班')
  if (faults.length) return

  const PAGES = [['alarm', null], ['ledger', '/alarms/ledger'], ['figures', '/alarms/figures'], ['hand-over', '/alarms/handover'], ['devices', '/devices'], ['device', `/devices/${STATION}`], ['point', `/devices/${STATION}.p1`], ['rules', '/rules'], ['replay', '/rules/replay'], ['suppressions', '/suppressions'], ['parked', '/parked'], ['desk', '/alarms']]
  const alarm = (await call('GET', `/api/alarms?series=${STATION}.p1&limit=1`)).items[0]
  const settled = () => page.waitForFunction(() => document.querySelector('main')?.textContent.trim().length > 20 && !/正在(读取|打开|统计)/.test(document.querySelector('main').textContent))
  for (const [width, height] of [[1366, 768], [1920, 1080], [390, 844]]) {
    await page.setViewportSize({ width, height })
    for (const [name, path] of PAGES) {
      await page.goto(`${base}/#${path ?? `/alarms/${alarm.number}`}`)
      await settled()
      await look(`${width}-${name}`)
      if (width !== 1920) await accessible(`${name} ${width}`)
      const wide = await wider(page)
      if (wide > 1) faults.push(`${name} at ${width}: ${wide} pixels wider than the window`)
    }
  }
  told('每一页三种尺寸看过')
  await recount()
}

/** An outsider counts the figures of the page again, out of nothing but the journal. */
async function recount() {
  const facts = async () => {
    const all = []
    for (let cursor = ''; cursor !== null;) {
      const part = await call('GET', `/api/journal?fact=sensor.alarm-raised&limit=500${cursor && `&cursor=${cursor}`}`)
      all.push(...part.items)
      cursor = part.next
    }
    return all.map((entry) => Date.parse(entry.happened))
  }
  const windows = (times, to) => {
    const from = to - 7 * 86400e3
    const inside = times.filter((at) => at >= from && at < to)
    const each = new Map()
    for (const at of inside) each.set(Math.floor((at - from) / 600e3), (each.get(Math.floor((at - from) / 600e3)) ?? 0) + 1)
    return `${Math.max(0, ...each.values())} / ${inside.length}`
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  // Between two looks at the journal the page must say what one of them says: the demo county goes on.
  const before = await facts()
  await page.goto(`${base}/#/alarms/figures?days=7&again=${Date.now()}`)
  await page.reload()
  await page.locator('.cards .value').first().waitFor()
  const shown = await page.locator('.cards .value').allTextContents()
  const after = await facts()
  const to = Math.ceil(Date.now() / 600e3) * 600e3
  const possible = [...new Set([windows(before, to), windows(after, to), windows(before, to - 600e3)])]
  const said = `${shown[1].trim()} / ${shown[3].trim()}`
  if (!possible.includes(said)) faults.push(`the page says ${said} (worst ten minutes / raised), the journal ${possible.join(' or ')}`)
  told(`绩效页的数字由日志重数一遍，一致：${said}`)
}

try {
  await night()
} catch (error) {
  faults.push(await stopped(error, [page]))
  await look('where-it-stopped').catch((gone) => faults.push(gone.message))
}
await browser.close()
faults.forEach((fault) => console.error(`✗ ${fault}`))
console.log(faults.length ? `${faults.length} faults; pictures in ${pictures}` : `all seen; pictures in ${pictures}`)
process.exit(faults.length ? 1 : 0)
