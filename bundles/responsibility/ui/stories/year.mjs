// A leader's year: the assistant writes a meeting down and cannot sign it, the secretary signs, it counts; the date is corrected and the record voided; last year's
// frozen result is verified and its report is the same file twice; a score opens its rule and rows; a rule with fines is refused, another one compared.
//
//   node year.mjs <base address> <demo-accounts.json> [folder for pictures]
import { createHash } from 'node:crypto'
import { stage } from '../../../hazard/ui/stories/common.mjs'
import { filled } from '../../../web/ui/stories/browser.mjs'

const { base, accounts, person, told, until, expect, end } = await stage('year')
const who = (account) => accounts.accounts.find((each) => each.account === account)
await filled(base)
const assistant = await person(who('miao.ruchu'))
const secretary = await person(who('shu.wanqing'))
const year = new Date().getFullYear()
const now = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(Date.now() - 3600000).replace(' ', 'T')
const lists = (await secretary.get(`/api/year-ends?year=${year}`)).items
const own = lists.find((row) => row.bearer.includes('县委书记'))
expect(own, 'the secretary has a list in force')
/** Whether this meeting counts for her now; others may come in meanwhile. */
const counts = async () => (await secretary.get(`/api/duty-lists/${own.id}/standing`)).lines.some((line) => line.counted.some((act) => act.subject === number))

// The assistant enters it.
await assistant.go('/meetings')
await assistant.page.click('[data-add]')
await assistant.page.locator('[data-field="title"]').waitFor()
await assistant.page.selectOption('[data-field="form"] select', 'STANDING_COMMITTEE')
await assistant.page.selectOption('[data-field="unit"] select', 'xw.cwh')
await assistant.page.selectOption('[data-field="chair"] select', 'ld00')
await assistant.fill('title', `县委常委会会议（故事 ${Date.now() % 100000}）`)
await assistant.fill('heldAt', now())
await assistant.page.locator('fieldset').filter({ hasText: '议题' }).locator('input').first().fill('研究部署岁末年初安全生产工作')
await assistant.sizes('meeting-form')
await assistant.accessible('meeting form')
await assistant.page.locator('form.move button[type=submit]').click()
await assistant.page.locator('[data-state]').waitFor()
const number = decodeURIComponent(assistant.page.url().split('/meetings/')[1].split('?')[0])
expect((await assistant.page.textContent('body')).includes('不得代为签认') || (await assistant.page.textContent('body')).includes('须由'), 'the assistant is told why he cannot sign')
expect(!(await counts()), 'it does not count yet')
await assistant.look('assistant-cannot-sign')
told(`entered ${number}, not signed, not counted`)

// The secretary signs; it counts. A corrected date and a voided record move the figure.
await secretary.go(`/meetings/${number}`)
await secretary.page.click('[data-move="signing"]')
await secretary.page.locator('form.move button[type=submit]').click()
await until('the meeting is counted', counts)
await secretary.look('signed')
await secretary.accessible('meeting signed')
told('signed by the secretary, counted')
await secretary.go(`/meetings/${number}`)
await secretary.page.click('[data-move="voiding"]')
await secretary.page.fill('[data-field="reason"] .input', '故事结束，作废演示记录')
await secretary.page.locator('form.move button[type=submit]').click()
await until('the meeting counts no more', async () => !(await counts()))
told('voided: the figure fell at once')

// Last year's frozen result.
await secretary.go('/meetings')
await secretary.sizes('meetings')
await secretary.go('/year-ends')
await secretary.page.fill('.year', String(year - 1))
await secretary.page.locator('tbody tr').first().waitFor()
await secretary.sizes('year-ends')
await secretary.accessible('year ends')
await until('last year is frozen', async () => (await secretary.get(`/api/year-ends?year=${year - 1}`)).items.some((row) => row.frozen))
const frozen = (await secretary.get(`/api/year-ends?year=${year - 1}`)).items.find((row) => row.bearer.includes('县委书记'))
await secretary.go(`/year-ends/${frozen.id}`)
await secretary.page.locator('[data-verification]').waitFor()
expect((await secretary.page.textContent('[data-verification]')).includes('与冻结时一致'), 'the frozen text still has its hash')
const content = await (await secretary.page.context().request.get(`${base}/api/year-ends/${frozen.id}/content`)).body()
expect(createHash('sha256').update(content).digest('hex') === frozen.sha256, 'whoever hashes the text gets the same')
await secretary.sizes('year-end')
await secretary.accessible('year end')
const report = async () => (await secretary.page.context().request.get(`${base}/api/duty-reports/${frozen.id}?asOf=${year - 1}-12-31`)).body()
const [first, second] = [await report(), await report()]
expect(first.length > 4000 && first.equals(second), 'the report is the same file twice')
told(`frozen ${frozen.id}: ${frozen.figures.done}/${frozen.figures.required}, report ${first.length} bytes, twice the same`)

// Scores.
await secretary.go('/scores')
await secretary.page.locator('[data-scores] tbody tr').first().waitFor()
await secretary.sizes('scores')
await secretary.accessible('scores')
await secretary.go(`/scores/${own.id}`)
await secretary.page.locator('[data-rows]').first().click()
await secretary.page.locator('[data-scores] ul li').first().waitFor()
await secretary.look('score-sheet')
await secretary.accessible('score sheet')
const planner = await person('planner')
await planner.go('/scores')
// The demo brings its own next version in behind the rest; a second draft is not offered beside one that is open.
const rules = await until('the county’s own scoring rule is in force', async () => { const { items } = await planner.get('/api/score-rules'); return items.filter((rule) => rule.state === 'ACTIVE').some((rule) => rule.edition > 1) && items })
if (!rules.some((rule) => rule.state === 'DRAFT')) {
  await planner.page.click('[data-draft-rule]')
  await planner.page.locator('[data-rule-editor]').waitFor()
  await planner.page.locator('[data-rule-editor] .grid input').nth(1).fill('县安委办〔演示〕1号')
  const label = planner.page.getByLabel('第1项名称')
  const kept = await label.inputValue()
  await label.fill('罚款收缴')
  await planner.page.click('[data-keep-rule]')
  await planner.page.locator('[data-rule-editor] [role=alert]').waitFor()
  expect((await planner.page.textContent('[data-rule-editor] [role=alert]')).includes('第七十四条'), 'fines are refused with the article')
  await planner.look('fines-refused')
  await label.fill(kept)
  await planner.page.click('[data-keep-rule]')
  await planner.page.locator('[data-rule-editor]').waitFor({ state: 'detached' })
}
await planner.page.locator('[data-compare]').click()
await planner.page.locator('[data-comparison] tbody tr').first().waitFor()
await planner.sizes('comparison')
await planner.accessible('comparison')
told('fines refused, the new rule stands beside the old one')
await end()
