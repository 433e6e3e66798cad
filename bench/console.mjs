// Measures what bench/console has started: fills, asks, prints a table. Judges nothing.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'

const { chromium } = createRequire(new URL('../bundles/web/ui/package.json', import.meta.url))('playwright-core')
const [base, accountsFile, hazards, enterprises] = process.argv.slice(2)
const many = Number(hazards)
const names = Number(enterprises)
const rows = []
const row = (what, bar, seen) => { rows.push(`| ${what} | ${bar} | ${seen} |`); console.error(`· ${what}: ${seen}`) }
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]
const told = (times) => { const sorted = [...times].sort((a, b) => a - b); return `p50 ${at(sorted, .5).toFixed(0)} ms, worst ${at(sorted, 1).toFixed(0)} ms (${times.length})` }

async function until(what, holds) {
  for (const end = Date.now() + 300000; Date.now() < end;) {
    const found = await holds().catch(() => null)
    if (found) return found
    await new Promise((done) => { setTimeout(done, 500) })
  }
  throw new Error(`never: ${what}`)
}
let accounts
const basic = (who) => `Basic ${Buffer.from(`${who.account}:${who.password}`).toString('base64')}`
async function call(who, method, path, body) {
  const answer = await fetch(base + path, { method, headers: { Authorization: basic(who), 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer.status === 204 ? null : answer.json()
}
/** psql, fed with statements or with a COPY as it is made. */
function sql(lines) {
  const [program, ...args] = process.env.BENCH_SQL.split(' ')
  return new Promise((done, fail) => {
    const psql = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    let out = ''
    psql.stdout.on('data', (bytes) => { out += bytes })
    psql.on('exit', (code) => (code === 0 ? done(out.trim()) : fail(new Error(`psql: ${code}`))))
    ;(async () => {
      for (const line of lines) if (!psql.stdin.write(line)) await new Promise((drained) => { psql.stdin.once('drain', drained) })
      psql.stdin.end()
    })()
  })
}
/** A row of a table so many times, some columns made anew. */
async function copies(table, where, fresh, count) {
  const columns = (await sql([`select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_name = '${table}' and is_generated = 'NEVER';`])).split(',')
  await sql([`insert into ${table} (${columns}) select ${columns.map((each) => fresh[each] ?? `t.${each}`)} from ${table} t, generate_series(1, ${count}) i where ${where}; analyze ${table};`])
}

// Characters with their pinyin: names are made of them, and the words they are found by.
const CHARACTERS = [['安', 'an'], ['宏', 'hong'], ['达', 'da'], ['海', 'hai'], ['金', 'jin'], ['山', 'shan'], ['明', 'ming'], ['远', 'yuan'], ['新', 'xin'], ['江', 'jiang'], ['平', 'ping'], ['光', 'guang'], ['华', 'hua'], ['东', 'dong'], ['方', 'fang'], ['天', 'tian'],
  ['恒', 'heng'], ['泰', 'tai'], ['瑞', 'rui'], ['丰', 'feng'], ['顺', 'shun'], ['立', 'li'], ['民', 'min'], ['和', 'he'], ['兴', 'xing'], ['盛', 'sheng'], ['永', 'yong'], ['吉', 'ji'], ['嘉', 'jia'], ['正', 'zheng'], ['同', 'tong'], ['利', 'li']]
const TRADES = [[['化', 'hua'], ['工', 'gong']], [['机', 'ji'], ['械', 'xie']], [['食', 'shi'], ['品', 'pin']], [['建', 'jian'], ['材', 'cai']]]
const nameOf = (i) => [CHARACTERS[i % 32], CHARACTERS[(i >> 5) % 32], CHARACTERS[(i >> 10) % 32], CHARACTERS[(i >> 15) % 32], ...TRADES[i % 4]]
const codeOf = (i) => `92990101${String(i).padStart(9, '0')}X`
function* lines(from, what) {
  yield `copy ${what} from stdin;\n`
  yield* from
  yield '\\.\n'
}
function* entries() { for (let i = 0; i < names; i++) yield `enterprise\t${codeOf(i)}\t${nameOf(i).map(([c]) => c).join('')}有限公司\t安澜县\t\\N\t\\N\t\\N\n` }
function* words() {
  for (let i = 0; i < names; i++) {
    const name = nameOf(i)
    const all = new Set([codeOf(i).toLowerCase(), codeOf(i).slice(8).toLowerCase()])
    for (let k = 0; k < name.length - 1; k++) {
      const rest = name.slice(k)
      all.add(`${rest.map(([c]) => c).join('')}有限公司`)
      all.add(`${rest.map(([, p]) => p[0]).join('')}yxgs`)
      all.add(`${rest.map(([, p]) => p).join('')}youxiangongsi`.slice(0, 40))
    }
    for (const word of all) yield `enterprise\t${word}\t${codeOf(i)}\n`
  }
}

async function fill() {
  await until('the demo county', async () => {
    accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
    return (await call(accounts.operator, 'GET', '/api/directory/enterprises?limit=1')).items.length > 0
  })
  const [{ creditCode }] = (await call(accounts.operator, 'GET', '/api/directory/enterprises?limit=1')).items
  const seed = await call(accounts.operator, 'POST', '/api/hazards', { title: '消防通道堆放杂物', description: '编造的一条，用来量速度', enterprise: creditCode, place: '成品仓库' })
  await call(accounts.operator, 'POST', `/api/hazards/${seed.number}/dismissal`, { reason: '编造的一条' })
  await copies('hazard', `t.hazard_number = '${seed.number}'`, { hazard_number: `'YH-' || (1000 + i / 1000000) || '-' || lpad((i % 1000000)::text, 6, '0')`, registered_at: 't.registered_at - i * 300000::bigint', title: `'编造的隐患第' || i || '号'`, cause_entry: 'null' }, many)
  await sql(lines(entries(), 'search_entry (entry_kind, entry_number, title, hint, area, unit_id, enterprise)'))
  await sql(lines(words(), 'search_term (entry_kind, word, entry_number)'))
  await sql(['analyze search_entry; analyze search_term;'])
}

const browserPath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
try {
  const began = Date.now()
  await fill()
  console.log(`${many.toLocaleString('en')} hazards, ${names.toLocaleString('en')} enterprises after ${Math.round((Date.now() - began) / 1000)} s; ${os.cpus().length} × ${os.cpus()[0].model}, load ${os.loadavg()[0].toFixed(1)}\n`)
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.setDefaultTimeout(60000)
  const painted = () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)

  const shell = []
  for (let i = 0; i < 12; i++) {
    await page.goto('about:blank')
    await page.goto(`${base}/#/`)
    await page.locator('#account').waitFor()
    if (i > 1) shell.push(await painted())
  }
  row('first paint of the shell, warm', '≤ 1 s', told(shell))
  await page.fill('#account', accounts.operator.account)
  await page.fill('#password', accounts.operator.password)
  await page.keyboard.press('Enter')
  await page.locator('main h1', { hasText: '今日待办' }).waitFor()
  const desk = []
  for (let i = 0; i < 12; i++) {
    await page.goto('about:blank')
    await page.goto(`${base}/#/`)
    await page.locator('main h1', { hasText: '今日待办' }).waitFor()
    if (i > 1) desk.push(await page.evaluate(() => performance.now()))
  }
  row('今日待办 stands after a reload, signed in', 'told', told(desk))

  /** From the moment somebody asks for the page to the frame in which its first row stands. */
  const list = (address) => page.evaluate((hash) => new Promise((done, fail) => {
    const start = performance.now()
    setTimeout(() => fail(new Error(`no rows after a minute: ${hash}`)), 60000)
    const watch = new MutationObserver(() => {
      if (!document.querySelector('.ledger tr[data-row]')) return
      watch.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
    })
    watch.observe(document.body, { childList: true, subtree: true })
    location.hash = hash
  }), address)
  for (const [what, address] of [['all', '#/hazards?view=all'], ['open', '#/hazards'], ['by deadline', '#/hazards?view=all&sort=DEADLINE'], ['a word all of them hold', `#/hazards?view=all&text=${encodeURIComponent('量速度')}`]]) {
    const times = []
    for (let i = 0; i < 12; i++) {
      await page.goto(`${base}/#/account`)
      await page.locator('main h1', { hasText: '我的账号' }).waitFor()
      const time = await list(address)
      if (i > 1) times.push(time)
    }
    row(`first rows of a list of ${many.toLocaleString('en')}: ${what}`, what === 'all' ? '≤ 1 s' : 'told', told(times))
  }
  const whole = []
  for (let i = 0; i < 7; i++) {
    await page.goto('about:blank')
    await page.goto(`${base}/#/hazards?view=all`)
    await page.locator('.ledger tr[data-row]').first().waitFor()
    if (i > 1) whole.push(await page.evaluate(() => performance.now()))
  }
  row('the same list by its address, the whole console read anew', 'told', told(whole))

  const asked = []
  const served = []
  for (let i = 0; i < 24; i++) {
    const name = nameOf((i * 7919) % names)
    const text = [name.map(([, p]) => p[0]).join('').slice(0, 4), name.map(([c]) => c).join('').slice(0, 3), name.map(([, p]) => p).join('').slice(0, 9), codeOf(i * 31)][i % 4]
    const start = performance.now()
    await call(accounts.operator, 'GET', `/api/search?q=${encodeURIComponent(text)}&limit=6`)
    if (i > 3) served.push(performance.now() - start)
    await page.keyboard.press('Control+k')
    await page.locator('.palette input').fill('')
    await page.waitForFunction(() => !document.querySelector('.palette [data-hit*="enterprises"]'))
    const time = await page.evaluate((typed) => new Promise((done, fail) => {
      setTimeout(() => fail(new Error(`no hit after a minute: ${typed}`)), 60000)
      const input = document.querySelector('.palette input')
      const begin = performance.now()
      const watch = new MutationObserver(() => {
        if (!document.querySelector('.palette [role=option][data-hit*="enterprises"]')) return
        watch.disconnect()
        requestAnimationFrame(() => done(performance.now() - begin))
      })
      watch.observe(document.querySelector('.palette'), { childList: true, subtree: true })
      input.value = typed
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }), text)
    if (i > 3) asked.push(time)
    await page.keyboard.press('Escape')
  }
  row(`Ctrl-K over ${names.toLocaleString('en')} names, key to hit on the screen (120 ms of it wait for the next key)`, '≤ 300 ms', told(asked))
  row('the same question answered over HTTP, password included', 'told', told(served))

  const figure = async (name) => Number((await (await fetch(`${base}/metrics`)).text()).split('\n').find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? NaN)
  const ears = []
  for (let i = 0; i < 50; i++) {
    const stop = new AbortController()
    const answer = await fetch(`${base}/api/live?facts=hazard.registered`, { headers: { Authorization: basic(accounts.operator) }, signal: stop.signal })
    const ear = { stop, heard: 0 }
    ;(async () => { for await (const bytes of answer.body) ear.heard += Buffer.from(bytes).toString().split('event: hazard.registered').length - 1 })().catch(() => {})
    ears.push(ear)
  }
  const before = await figure('shoutu_live_encoded_total')
  const moves = 40
  const start = performance.now()
  for (let i = 0; i < moves; i++) await call(accounts.operator, 'POST', '/api/hazards', { title: `编造的一条 ${i}`, description: '用来数编码', place: '成品仓库', enterprise: (await call(accounts.operator, 'GET', '/api/directory/enterprises?limit=1')).items[0].creditCode })
  await until('every page to have heard', async () => ears.every((ear) => ear.heard >= moves))
  const all = performance.now() - start
  const encoded = await figure('shoutu_live_encoded_total') - before
  ears.forEach((ear) => ear.stop.abort())
  row(`50 open pages, ${moves} events heard by each within ${Math.round(all)} ms: encodings (the console's own page hears other facts besides)`, `≈ ${moves}, never ${50 * moves}`, encoded)
} catch (fault) {
  for (const page of browser.contexts().flatMap((each) => each.pages())) console.error(page.url(), (await page.locator('body').innerText().catch(() => '')).replace(/\s+/g, ' ').slice(0, 600))
  throw fault
} finally {
  await browser.close()
}
console.log(`| Figure | Bar | Seen |\n|---|---|---|\n${rows.join('\n')}`)
