// An inspection from the plan to the hazard, the visit written on a phone without network, and what happens when two records meet.
//
//   node inspection.mjs <base address> <demo-accounts.json> [folder for pictures]
import { day, photo, stage } from './common.mjs'

const { accounts, person, told, until, expect, end } = await stage('inspection')
const officers = accounts.accounts.filter((each) => each.role === 'inspector')
const [head, second] = officers

// The planner plans an unannounced visit.
const planner = await person('planner')
await planner.go('/inspections')
await planner.page.click('[data-plan]')
await planner.page.waitForSelector('[data-planning]')
const title = `节前突击检查 ${Date.now() % 100000}`
await planner.fill('title', title)
await planner.choose('enterprise', '滨江热电')
await planner.page.fill('[data-field="day"] input', day(0))
await planner.page.selectOption('[data-field="sheet"] select', 'six-100')
await planner.choose('head', head.name)
await planner.choose('second', second.name)
await planner.accessible('plan form')
await planner.sizes('plan')
await planner.page.locator('[data-planning] button[type=submit], [data-planning] .el-button--primary').last().click()
const id = await planner.made('inspections')
await planner.page.locator('[data-state]', { hasText: '待检查' }).waitFor()
await planner.accessible('inspection planned')
told(`planned ${id}`)

// Somebody who has nothing to do with it neither sees nor counts it.
const duty = await person('operator')
const before = await duty.get(`/api/inspections?limit=500&from=${day(0)}`)
expect(!before.items.some((each) => each.id === id) && before.total === before.items.length, 'the duty officer must not see the plan')
expect((await duty.get(`/api/inspections/${id}`)).code === 'inspection-not-found', 'nor open it')
told('hidden from the duty officer, also in the count')

// The head opens the phone page once, loses the network, writes the record.
const phone = await person(head, { phone: true })
await phone.go('/field')
await phone.page.waitForSelector(`[data-task="${id}"]`)
await phone.look('phone-tasks')
await phone.accessible('phone tasks')
await phone.page.click(`[data-task="${id}"]`)
await phone.page.waitForSelector('[data-visit]')
// Ready to open without network: the page itself is thrown away and read anew without any.
await phone.page.waitForSelector('[data-offline="ready"]', { timeout: 120000 })
await phone.offline(true)
await phone.page.reload()
await phone.page.waitForSelector('[data-visit]', { timeout: 120000 })
told('opened anew without network')
for (let n = 1; n <= 6; n++) await phone.page.locator(`[data-item="${n}"] .choice label`).nth(n === 3 ? 1 : 0).click()
await phone.page.fill('[data-item="3"] textarea', '出口没有车辆冲洗设施，运输车辆带泥上路')
await phone.page.setInputFiles('[data-item="3"] input[type=file]', await photo(phone.page, 7))
await phone.page.waitForSelector('[data-item="3"] figure img')
await phone.page.fill('[data-item="3"] input[type=date]', day(10))
await phone.look('phone-visit')
await phone.accessible('phone visit')
await phone.page.click('[data-hand]')
await phone.page.waitForSelector('#at-card ~ .bad, .card .bad')
await phone.page.getByText('执法证件（安全生产法第六十七条）').waitFor()
await phone.page.check('#at-card input')
await phone.page.click('[data-hand]')
await phone.page.locator('[data-outbox]', { hasText: '1 条待发送' }).filter({ hasText: '离线' }).waitFor()
await phone.look('phone-offline')
told('written without network: 1 条待发送')
await phone.offline(false)
await phone.page.locator('[data-outbox]', { hasText: '全部已送达' }).waitFor({ timeout: 180000 })
const record = await phone.get(`/api/inspections/${id}`)
expect(record.state === 'RECORDED' && record.number.startsWith('JC-'), 'recorded')
const hazard = record.visit.answers.find((each) => each.item === 3).hazard
expect(/^YH-/.test(hazard), 'the failed item became a hazard')
await phone.look('phone-sent')
told(`sent once: ${record.number}, hazard ${hazard}`)

// The planner's page of the hidden plan stood open all the while: what it writes about itself must not make it read again.
const trail = await planner.get(`/api/journal?subject=inspection/${id}&limit=500`)
const seen = trail.items.filter((each) => each.name === 'hazard.hidden-plan-viewed' && JSON.stringify(each).includes(planner.account.account)).length
expect(seen > 0 && seen < 20, `the planner's one look is in the journal ${seen} times`)

// The second officer had it on his phone too: his record is not lost and overwrites nothing.
const other = await person(second, { phone: true })
const twice = await other.page.evaluate(async ([address, visit]) => {
  const session = await (await fetch('/api/session')).json()
  const send = (sent) => fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf }, body: JSON.stringify({ visit, sent }) }).then((r) => r.json())
  const once = `${crypto.randomUUID()}-second`
  return [await send(once), await send(once)]
}, [`/api/inspections/${id}/record`, { ...record.visit, answers: record.visit.answers.map((a) => ({ ...a, outcome: 'PASS', note: null, demand: 'NONE', deadline: null, hazard: null })), photos: [] }])
expect(twice[0].state === 'IN_REVIEW' && twice[1].id === twice[0].id, `kept once, to be reviewed: ${JSON.stringify(twice[0]).slice(0, 200)}`)
await planner.go(`/inspections/${twice[0].id}`)
await planner.page.waitForSelector('[data-move="discarding"]')
await planner.sizes('conflict')
await planner.page.click('[data-move="discarding"]')
await planner.fill('reason', '同一次到访，以组长记录为准')
await planner.page.locator('form button[type=submit], form .el-button--primary').last().click()
await planner.page.locator('[data-state]', { hasText: '不采纳' }).waitFor()
told('the second record was kept, reviewed and discarded with a reason')

// The record on the desk, and the ledger.
await planner.go(`/inspections/${id}`)
await planner.page.waitForSelector('.answers')
await planner.accessible('inspection recorded')
await planner.sizes('record')
await planner.go('/inspections')
await planner.page.waitForSelector('[data-row], tbody tr')
await planner.accessible('inspections')
await planner.sizes('ledger')

// A draw, and its proof.
await planner.go('/inspection-draws')
await planner.page.click('[data-draw]')
await planner.page.waitForSelector('[data-run]')
await planner.page.locator('.grid input').first().fill('本月双随机抽查')
for (const each of officers) await planner.page.getByRole('checkbox', { name: each.name, exact: true }).check()
await planner.accessible('draw form')
await planner.page.click('[data-run]')
await planner.page.waitForSelector('[data-proof]')
await planner.page.click('[data-proof]')
await planner.page.getByText('复核一致').first().waitFor()
await planner.accessible('draw')
await planner.sizes('draw')
told('drawn, drawn again, the same')
await end()
