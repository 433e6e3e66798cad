import { chromium } from 'playwright-core'
import { readFileSync } from 'node:fs'
const base = process.env.BASE
const accounts = JSON.parse(readFileSync(process.env.ACCOUNTS, 'utf8'))
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
async function who(a) {
  const c = await b.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const p = await c.newPage(); p.setDefaultTimeout(20000)
  p.on('console', m => m.type() === 'error' && console.log('console', m.text())); p.on('pageerror', e => console.log('pageerror', e.message))
  await p.goto(base); await p.fill('#account', a.account); await p.fill('#password', a.password); await p.press('#password', 'Enter')
  await p.locator('#account').waitFor({ state: 'detached' })
  return p
}
async function shots(p, prefix, list) { for (const h of list) { await p.goto(`${base}/${h}`); await p.waitForTimeout(2600); await p.screenshot({ path: `/tmp/hz-pics/${prefix}-${h.replace(/[^a-zA-Z0-9]/g, '_')}.png` }) } }
const planner = await who(accounts.planner)
const zd = (await (await planner.context().request.get(`${base}/api/registers/entries?register=INSTALLATION`)).json()).items.at(-1)?.number
await shots(planner, 'planner', ['#/inspection-campaigns', '#/hazard-board', '#/registers', `#/registers/${zd}`, '#/registers?register=SELF_REPORT', '#/inspections'])
await planner.goto(`${base}/#/inspection-campaigns`); await planner.waitForTimeout(1500); await planner.click('[data-publish]'); await planner.waitForTimeout(600); await planner.screenshot({ path: '/tmp/hz-pics/planner-publish.png' })
const clerk = await who(accounts['report-clerk'])
const jb = (await (await clerk.context().request.get(`${base}/api/public-reports?limit=60`)).json()).items.find((r) => r.state === 'ARCHIVED' || r.state === 'PAID')?.number
await shots(clerk, 'clerk', ['#/public-reports', `#/public-reports/${jb}`])
const acceptor = await who(accounts.acceptor)
await shots(acceptor, 'acceptor', ['#/'])
const open = await b.newPage({ viewport: { width: 390, height: 844 } }); await open.goto(`${base}/report/`); await open.waitForTimeout(1200); await open.screenshot({ path: '/tmp/hz-pics/public-phone.png', fullPage: true })
await b.close()
