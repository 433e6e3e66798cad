// A notice from the platform's proposal to a verified reply: an overdue hazard of the demo stands on the ladder, the office confirms, a leader approves, the bureau signs and answers, the office verifies; it weighs on the
// bureau's score sheet; the administrator puts the next version of a rule and takes it back.
//
//   node supervision.mjs <base address> <demo-accounts.json> [folder for pictures]
import { day, stage } from '../../../hazard/ui/stories/common.mjs'

const { base, person, told, expect, end } = await stage('supervision')
const office = await person('operator')

/** The demo fills its years in behind the feed: waits until the platform answers what is named. */
async function until(what, asked, seconds = 180) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await asked()
    if (answer) return answer
    expect(Date.now() < end, `${what}, within ${seconds} s`)
    await office.page.waitForTimeout(1000)
  }
}

const proposal = await until('an overdue hazard of the demo is proposed', async () => (await office.get('/api/supervision/ladder/proposals?state=OPEN&limit=100')).items?.find((each) => each.about.startsWith('hazard/')))
await office.go('/supervision-ladder')
await office.page.waitForSelector(`[data-proposal="${proposal.number}"]`)
await office.accessible('ladder')
await office.look('ladder')
told(`proposed: ${proposal.kindLabel}, ${proposal.about}`)

await office.page.click(`[data-confirm="${proposal.number}"]`)
const card = office.page.locator(`[data-proposal="${proposal.number}"]`)
await card.locator('[data-field="kind"] select').selectOption('notice')
await card.locator('[data-field="sort"] label').filter({ hasText: '单位' }).last().click()
await card.locator('[data-field="unit"] select').selectOption('yjj')
await card.locator('[data-field="deadline"] input').fill(day(14))
await office.look('confirm')
await office.accessible('confirm')
await card.locator('form button[type=submit]').click()
await office.page.waitForSelector('article[data-subject^="supervision/"] [data-state]')
const number = decodeURIComponent(office.page.url().split('/supervision/')[1].split('?')[0])
told(`drafted ${number}`)

const state = (who, text) => who.page.waitForFunction((wanted) => document.querySelector('[data-state]')?.textContent.includes(wanted), text)
async function move(who, word, fill = async () => {}) {
  await who.page.waitForSelector(`[data-move="${word}"]:not([disabled])`)
  await who.page.click(`[data-move="${word}"]`)
  await fill()
  await who.page.locator('form.move button[type=submit]').click()
}
await state(office, '拟稿')
await move(office, 'submission')
await state(office, '待审批')

const leader = await person('leader')
await leader.go('/')
await leader.page.waitForSelector(`a[href*="${number}"]`)
await leader.go(`/supervision/${number}`)
await leader.page.waitForSelector('[data-state]')
await move(leader, 'approval', () => leader.fill('text', '同意，请按期办结'))
await state(leader, '已批准')
told('approved by a leader, from his queue')
await state(office, '已批准')
await move(office, 'issue')
await state(office, '已印发')
const issued = await office.get(`/api/supervision/${number}`)
expect(/〔\d{4}〕[1-9]\d*号$/.test(issued.document), `numbered as an official paper: ${issued.document}`)
expect(issued.deadline === day(14), `the deadline of the paper: ${issued.deadline}`)

const bureau = await person('inspector')
await bureau.go('/')
await bureau.page.waitForSelector(`a[href*="${number}"]`)
await bureau.go(`/supervision/${number}`)
await bureau.page.waitForSelector('[data-state]')
await move(bureau, 'signing')
await state(bureau, '已签收')
await move(bureau, 'reply', () => bureau.fill('text', '已到企业督促，整改完成，附现场情况'))
await state(bureau, '已答复')
const own = (await bureau.get(`/api/supervision/${number}`)).moves.find((each) => each.verb === 'verification')
expect(!own.allowed && own.whyNot.includes('另一人'), `who answered does not verify: ${own.whyNot}`)
told('signed for and answered by the bureau, from its queue; it cannot verify its own answer')
await bureau.close()

await state(office, '已答复')
await move(office, 'verification', () => office.fill('text', '现场核实，整改属实'))
await state(office, '已办结')
await office.accessible('record')
await office.look('record')
const word = await office.page.evaluate(async (n) => { const answer = await fetch(`/api/supervision/${n}/document?format=docx`); return [answer.status, (await answer.arrayBuffer()).byteLength] }, number)
expect(word[0] === 200 && word[1] > 4000, `the paper as Word: ${word}`)
const chain = JSON.stringify(await office.get(`/api/chain/${proposal.about}`))
expect(chain.includes(number), 'the chain of the hazard leads to the paper')
told('verified; Word made; the chain walks from the hazard to the paper')

await until('the scoring rule with supervision in it is in force', async () => (await office.get('/api/score-rules')).items.some((rule) => rule.state === 'ACTIVE' && rule.items.some((item) => item.input === 'supervision')))
const weighed = (await office.get('/api/scores')).items.map((each) => each.sheet.lines.find((line) => line.input === 'supervision')?.rows.find((row) => row.number === number)).find(Boolean)
expect(weighed?.text.includes(issued.document) && weighed.text.includes('-1'), `it weighs on the bureau's score sheet: ${weighed?.text}`)
told(`score sheet: ${weighed.text}`)

await office.go('/supervision')
await office.page.waitForSelector('[data-figures]')
await office.page.click('[data-add]')
await office.page.waitForSelector('[data-field="title"]')
await office.accessible('draft form')
await office.look('draft-form')

await office.close()

const admin = await person('admin')
await admin.go('/supervision-rules')
const limit = admin.page.locator('[data-sort="limit"]')
await limit.locator('[data-rule="sign"] [data-next]').click()
await limit.locator('form button[type=submit]').click()
await limit.locator('[data-field="source"].wrong').waitFor()
await admin.fill('amount', '1')
await admin.fill('source', '县安委办〔演示〕3号')
await admin.fill('from', day(30))
await admin.accessible('rules')
await limit.locator('form button[type=submit]').click()
await limit.locator('[data-rule="sign"] [data-back]').waitFor()
await admin.look('rules')
await limit.locator('[data-rule="sign"] [data-back]').click()
await limit.locator('form button[type=submit]').click()
await limit.locator('[data-rule="sign"] [data-back]').waitFor({ state: 'detached' })
expect((await admin.get('/api/supervision/rulebook')).limits.filter((each) => each.code === 'sign').length === 1, 'the version ahead is taken back')
told(`rules in versions: ${base}`)
await end()
