// A public report from the telephone to the reward, and who reported: sealed, shown once with a reason, journaled.
//
//   node public-report.mjs <base address> <demo-accounts.json> [folder for pictures]
import { day, stage } from './common.mjs'

const { base, person, told, until, expect, end } = await stage('public-report')
const NAME = `隐名${Date.now() % 100000}`
const PHONE = `1399${String(Date.now() % 10000000).padStart(7, '0')}`

const clerk = await person('report-clerk')
await clerk.go('/public-reports')
await clerk.page.click('[data-take-in]')
await clerk.fill('matter', `举报人${NAME}反映厂区夜间偷排并关闭可燃气体报警器`)
await clerk.fill('name', NAME)
await clerk.fill('phone', PHONE)
await clerk.accessible('take in')
await clerk.sizes('take-in')
const submit = () => clerk.page.locator('form button[type=submit], form .el-button--primary').last().click()
await submit()
await clerk.page.locator('[data-field="matter"] .why', { hasText: '身份信息' }).waitFor()
expect(!(await clerk.page.textContent('[data-field="matter"] .why')).includes(NAME), 'the refusal must not repeat the name')
await clerk.fill('matter', '厂区夜间关闭可燃气体报警器，反映多次无人处理')
await submit()
await clerk.page.waitForSelector('[data-receipt]')
const code = (await clerk.page.textContent('[data-receipt] .code')).trim()
await clerk.accessible('receipt')
await clerk.look('receipt')
await clerk.page.click('[data-receipt] a')
await clerk.page.waitForSelector('[data-sealed]')
const number = await clerk.made('public-reports')
expect(!(await clerk.page.textContent('body')).includes(NAME), 'nothing shows who reported')
told(`taken in ${number}; a text that named the reporter was refused`)

await clerk.page.click('[data-reveal]')
await clerk.page.fill('.ask input', '电话核实地点')
await clerk.page.click('[data-reveal-now]')
await clerk.page.locator('[data-identity]', { hasText: PHONE }).waitFor()
await clerk.look('identity')
const leader = await person('leader')
const refused = await leader.page.evaluate(async (n) => {
  const session = await (await fetch('/api/session')).json()
  return (await fetch(`/api/public-reports/${n}/identity`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf }, body: '{"reason":"了解情况"}' })).status
}, number)
expect(refused === 403, 'a leader may not')
const auditor = await person('auditor')
const trail = await until('the opening of the envelope in the journal', async () => {
  const text = JSON.stringify(await auditor.get(`/api/journal?subject=public-report/${number}&limit=100`))
  return text.includes('vault.read') && text
})
expect(trail.includes('电话核实地点') && !trail.includes(NAME) && !trail.includes(PHONE), 'the journal says who read and why, and not what')
told('read by the clerk with a reason, refused to the leader, journaled')

/** Made when its form is gone; where it changes the state, that is waited for before the next: a form opened earlier would be shut by the news. */
async function move(page, word, fill = async () => {}) {
  await page.page.click(`.moves [data-move="${word}"]`)
  await page.page.locator('form.move').waitFor()
  await fill()
  await page.page.locator('form.move button[type=submit]').click()
  await page.page.locator('form.move').waitFor({ state: 'detached' })
}
const choice = (field, text) => clerk.page.locator(`[data-field="${field}"] label`).filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) }).click()
const state = (page, text) => page.page.locator('[data-state]', { hasText: text }).waitFor()
await clerk.go(`/public-reports/${number}`)
await clerk.sizes('report')
await clerk.accessible('report')
await move(clerk, 'acceptance')
await state(clerk, '核查中')
await move(clerk, 'hazard')
await clerk.page.waitForSelector('a[href^="#/hazards/YH-"]')
await move(clerk, 'check', async () => {
  await choice('finding', '属实')
  await clerk.fill('text', '夜查属实，报警器被关闭')
})
await state(clerk, '已核查')
await move(clerk, 'reply', () => clerk.fill('reply', '经核查属实，已责令整改并立案'))
await state(clerk, '已答复')
await move(clerk, 'proposal', async () => {
  await clerk.page.fill('[data-field="fineFinal"] input', '80000')
  await clerk.page.fill('[data-field="fineEffective"] input', day(0))
})
await state(clerk, '奖励待批')
const keeper = await person('report-keeper')
await keeper.go(`/public-reports/${number}`)
await move(keeper, 'approval')
await state(keeper, '奖励待领取')
await keeper.sizes('reward')
await keeper.page.locator('article', { hasText: /12,?000/ }).waitFor() // 15 % of 80,000
await move(keeper, 'payment')
await state(keeper, '奖励已发放')
const progress = await (await fetch(`${base}/api/public-reports/progress`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }) })).json()
expect(progress.stateLabel === '奖励已发放' && progress.reply.includes('属实'), 'the reporter learns it with the code alone')
await clerk.go('/public-reports')
await clerk.page.waitForSelector('[data-row], tbody tr')
expect(!(await clerk.page.textContent('body')).includes(code), 'the code is shown once')
await clerk.accessible('reports')
await clerk.sizes('ledger')
told('checked, replied, rewarded by the rule, paid; the code tells the reporter')
await end()
