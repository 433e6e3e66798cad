// A leader's list: what counted and why; a record declared void lowers the figure at once and stays to be seen; an assistant enters and cannot sign; the county's matrix,
// gaps, a dispute that is ruled, a result that is handed in and accepted, a list from draft to force, the printed sheet; 59 departments with their items out of one workbook, wrong rows back in it.
//
//   node duty.mjs <base address> <demo-accounts.json> [folder for pictures]
import { readFileSync } from 'node:fs'
import { day, stage } from '../../../hazard/ui/stories/common.mjs'
import { filled } from './browser.mjs'
import { workbook } from './sheet.mjs'

const { base, accounts, person, told, until, expect, end } = await stage('duty')
const who = (account) => accounts.accounts.find((each) => each.account === account)
const year = Number(day(0).slice(0, 4))
await filled(base)
await until('the leaders can sign in', async () => {
  const { account, password } = who('cheng.guanlan')
  return (await fetch(`${base}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account, password }) })).status === 200
})
const head = await person(who('cheng.guanlan'))
const { page } = head

// Two years of inspections and meetings fill the lists; nobody typed a performance.
let last
await until('last year’s lists of the head of government are filled', async () => {
  const mine = (await head.get(`/api/duty-lists/mine?year=${year - 1}`)).items ?? []
  last = mine.find((list) => list.bearer.title === '县长')
  return last?.figures?.rate >= 120 && (await head.get('/api/duty-lists/mine')).items.length > 0
})
told(`last year: ${last.figures.done} performed, ${last.figures.required} required, ${last.figures.rate} %`)
const record = await head.get(`/api/duty-lists/${last.number}/standing`)
expect(record.figures.done === record.lines.reduce((sum, line) => sum + line.counted.length, 0) && record.lines.every((line) => line.counted.every((each) => each.subject)), 'the figure is the number of records behind it')

// 我的责任清单: what is due, what counted, why.
await head.go('/my-duties')
await page.locator('[data-standing] [data-item]').first().waitFor()
await head.look('my-duties')
await head.accessible('my duties')
await head.sizes('my-duties')
const item = page.locator('[data-item="1"]')
await item.locator('[data-slot]').first().click()
await item.locator('[data-act="counted"]').first().waitFor()
expect(/计 1 次/.test(await item.locator('[data-act="counted"]').first().textContent()), 'each act says why it counts')
await head.look('why-it-counted')
// What was reminded of stands in its slot, with how far each notice got.
const current = (await head.get('/api/duty-lists/mine')).items.find((list) => list.bearer.title === '县长').number
const given = (await head.get(`/api/duty-lists/${current}/reminders`)).find((each) => each.receipts.length)
const slot = given && (await head.get(`/api/duty-lists/${current}/standing`)).lines.find((line) => line.code === given.code && line.due === given.due)
if (slot) {
  await page.reload()
  await page.locator(`[data-item="${given.code}"] [data-slot="${slot.from}"]`).click()
  await page.locator(`[data-item="${given.code}"] [data-reminded] [data-receipt]`).first().waitFor()
  await head.look('reminded')
  told(`reminded on ${given.on}, ${given.stageLabel}: ${given.receipts[0].progressLabel}`)
}

// A meeting of this year is declared void: the figure falls, and the reversal stays to be seen.
const mine = (await head.get('/api/duty-lists/mine')).items.find((list) => list.bearer.title === '县长')
const now = () => head.get(`/api/duty-lists/${mine.number}/standing`)
const holding = (kind, each) => each.lines.flatMap((line) => line[kind]).filter((one) => one.subject === act.subject).length
const standing = await now()
const act = standing.lines.flatMap((line) => line.counted).find((each) => each.subjectKind === 'meeting')
expect(act, 'a meeting counts for the head of government')
await head.go(`/meetings/${act.subject}`)
await page.locator('[data-move="voiding"]').click()
await page.fill('[data-field="reason"] .input', '会议记录有误，作废后重新录入')
await page.locator('form.move button[type=submit]').click()
await page.locator('[data-state]', { hasText: '已作废' }).waitFor()
await head.go('/my-duties')
await page.locator('[data-standing] [data-item]').first().waitFor()
// Whatever else is counted meanwhile: what this meeting performed is gone from the figure and stands among what was taken back.
const fallen = await until('the meeting counts no more, and is shown as taken back', async () => { const each = await now(); return !holding('counted', each) && holding('reversed', each) && each })
await until('the page says the figure of the platform', async () => Number(await page.locator('[data-done]').first().textContent()) === (await now()).figures.done)
await page.locator('.slot:has(.back)').first().click()
await page.locator('[data-act="reversed"]').first().waitFor()
expect((await page.locator('[data-act="reversed"]').first().textContent()).includes('冲销'), 'the reversal says what happened')
await head.look('reversal-visible')
await head.accessible('reversal')
told(`void: ${standing.figures.done} → ${fallen.figures.done}, the reversal is shown`)

// The sheet for paper: page, Word, PDF.
await page.click('[data-sheet]')
await page.locator('[data-sheet-done]').waitFor()
await page.emulateMedia({ media: 'print' })
await head.look('sheet-print')
await page.emulateMedia({ media: 'screen' })
await head.accessible('sheet')
for (const format of ['docx', 'pdf']) {
  const paper = await page.context().request.get(`${base}/api/duty-lists/${mine.number}/document?format=${format}`)
  expect(paper.status() === 200 && (await paper.body()).length > 3000, `the sheet as ${format}`)
}
const book = await page.context().request.get(`${base}/api/duty-lists/workbook`)
expect(book.status() === 200 && (await book.body()).length > 3000, 'the lists as a workbook')
told('printed, as Word, PDF and Excel')

// The assistant enters a remark and cannot sign; the secretary signs.
const assistant = await person(who('miao.ruchu'))
await assistant.go('/my-duties')
await assistant.page.locator('[data-standing] [data-item]').first().waitFor()
expect(!(await assistant.page.locator('[data-sign]').count()), 'an assistant has no button to sign')
await assistant.page.locator('[data-item="6"] [data-slot]').last().click()
await assistant.page.click('[data-remark]')
await assistant.fill('text', '因防汛值守推迟，改于月底前安排')
await assistant.page.locator('form.move button[type=submit]').click()
await assistant.page.locator('.remarks li').first().waitFor()
const secretarys = (await assistant.get('/api/duty-lists/mine')).items.find((list) => list.bearer.holderAccount === who('shu.wanqing').account)
const secretary = await person(who('shu.wanqing'))
// What is overdue and nobody explained keeps her from signing, each item by name; once she has answered each, she signs.
await secretary.go('/my-duties')
await secretary.page.locator('[data-standing] [data-item]').first().waitFor()
await secretary.page.locator('[data-sign]').waitFor()
const hers = await secretary.get(`/api/duty-lists/${secretarys.number}/standing`)
const unanswered = hers.lines.filter((line) => line.state === 'OVERDUE' && !line.remarks.length)
expect(unanswered.length ? unanswered.every((line) => hers.whyNotSign.includes(`条目 ${line.code}（${line.slot}）`)) : !hers.whyNotSign, `every unanswered item is named: ${hers.whyNotSign}`)
if (unanswered.length) await secretary.page.locator('[data-why-not-sign]').waitFor()
for (const line of unanswered) {
  const slot = secretary.page.locator(`[data-item="${line.code}"] [data-slot="${line.from}"]`)
  await slot.click()
  await secretary.page.locator(`[data-item="${line.code}"] [data-remark]`).click()
  await secretary.fill('text', '因防汛值守推迟，已另行安排')
  await secretary.page.locator('form.move button[type=submit]').click()
  await secretary.page.locator(`[data-item="${line.code}"] .remarks li`).first().waitFor()
}
told(`${unanswered.length} items were unanswered, each named and explained`)
await secretary.page.locator('[data-sign]:not([disabled])').waitFor()
await secretary.page.click('[data-sign]')
await secretary.page.locator('[data-signature]').first().waitFor()
await secretary.look('signed')
expect(secretarys, 'the assistant sees the list he assists')
told('the assistant entered, the secretary signed')

// The county: matrix, gaps, overlaps with a ruling.
await secretary.go('/duty-matrix')
await secretary.page.locator('[data-matrix] tbody tr').first().waitFor()
await secretary.sizes('matrix')
await secretary.accessible('matrix')
await secretary.go('/duty-gaps')
await secretary.page.locator('[data-gap-count]').waitFor()
expect((await secretary.page.textContent('[data-gap-count]')) === '0', 'no enterprise is left without a supervisor')
await secretary.look('gaps')
await secretary.accessible('gaps')
const planner = await person('planner')
// An assistant for the deputy head: one leader fewer without; ended, the record stays.
await planner.go('/duty-assistants')
const without = async () => Number(await planner.page.textContent('[data-without]'))
await planner.page.locator('[data-without]').waitFor()
const lacking = await without()
await planner.page.click('[data-appoint]')
const posts = planner.page.locator('[data-field="post"] select')
await posts.selectOption(await posts.locator('option', { hasText: '魏远堤' }).first().getAttribute('value'))
await planner.page.locator('[data-field="account"] input').fill('唐朔野')
await planner.page.locator('[data-field="account"] input').press('Enter')
await planner.accessible('appointing')
await planner.page.locator('form.move button[type=submit]').click()
await until('one leader fewer is without an assistant', async () => (await without()) === lacking - 1)
await planner.sizes('assistants')
await planner.page.locator('[data-assistant="tang.shuoye"] [data-end]').first().click()
await planner.page.locator('form.move button[type=submit]').click()
await planner.page.locator('[data-assistant="tang.shuoye"] [data-end]').waitFor({ state: 'detached' })
expect(await planner.page.locator('[data-assistant="tang.shuoye"]').count() > 0, 'who assisted stays to be seen')
told('an assistant appointed and ended, the record stays')
await planner.go('/duty-gaps')
const overlap = planner.page.locator('[data-overlap]:has([data-raise])').first()
await overlap.locator('[data-raise]').click()
await planner.page.locator('[data-overlap] form.move button[type=submit]').click()
await planner.page.locator('[data-state]', { hasText: '待裁定' }).waitFor()
const dispute = planner.page.url().split('/duty-disputes/')[1].split('?')[0]
for (const unit of Object.keys((await planner.get(`/api/duty-disputes/${dispute}`)).claimants)) {
  await planner.page.locator('[data-move="statement"]').first().click()
  await planner.page.selectOption('[data-field="unit"] select', unit)
  await planner.fill('text', '依据三定方案陈述意见')
  const said = (await planner.get(`/api/duty-disputes/${dispute}`)).statements.length
  await planner.page.locator('form.move button[type=submit]').click()
  await until('the statement is kept', async () => (await planner.get(`/api/duty-disputes/${dispute}`)).statements.length > said)
  await planner.go(`/duty-disputes/${dispute}`)
  await planner.page.reload()
}
await secretary.go(`/duty-disputes/${dispute}?do=ruling`)
await secretary.page.selectOption('[data-field="lead"] select', 'yjj')
await secretary.page.locator('form.move button[type=submit]').click()
await secretary.page.locator('[data-ruling]').waitFor()
await secretary.look('ruled')
await secretary.accessible('dispute')
told(`${dispute} ruled`)

// A list from draft to force; who submits does not approve.
await planner.go('/duty-lists')
await planner.page.click('[data-draft]')
const title = `县市场监管局内部清单 ${Date.now() % 100000}`
await planner.fill('title', title)
await planner.page.selectOption('[data-field="unit"] select', 'scj')
await planner.page.selectOption('[data-field="category"] select', '部门内部清单')
await planner.page.selectOption('[data-field="layer"] select', '科室')
await planner.page.locator('form.move button[type=submit]').click()
await planner.page.locator('[data-edit]').click()
await planner.page.locator('[data-editor] .foot button').first().click()
await planner.page.locator('[data-editor] textarea').first().fill('每季度检查冷库液氨使用单位')
await planner.page.locator('[data-editor] label', { hasText: '依据文件' }).locator('input').fill('局内部清单')
await planner.page.locator('[data-editor] .ways label', { hasText: '参加安全检查' }).locator('input').check()
await planner.sizes('editor')
await planner.accessible('editor')
await planner.page.click('[data-keep]')
await planner.page.locator('[data-move="submission"]').click()
await planner.page.locator('form.move button[type=submit]').click()
await planner.page.locator('[data-state]', { hasText: '待审定' }).waitFor()
const list = planner.page.url().split('/duty-lists/')[1].split('?')[0]
await secretary.go(`/duty-lists/${list}?do=approval`)
await secretary.page.locator('form.move button[type=submit]').click()
await secretary.page.locator('[data-state]', { hasText: '已审定' }).waitFor()
// Her page is still open: it hears that somebody else approved, and offers the next step.
await planner.page.locator('[data-state]', { hasText: '已审定' }).waitFor()
await planner.page.locator('[data-move="publication"]').click()
await planner.page.locator('form.move button[type=submit]').click()
await planner.page.locator('[data-state]', { hasText: '执行中' }).waitFor()
await planner.look('list-in-force')
await planner.accessible('list')
told(`${list} drafted, approved by somebody else, in force`)

// A result: handed in by one, accepted by another.
const official = await person(who('ji.mingchuan'))
const task = (await official.get('/api/duty-lists/mine')).items.find((each) => each.category === '季度工作清单')
await official.go(`/my-duties/${task.number}`)
await official.page.locator('[data-item="1"] [data-slot]').last().click()
await official.page.click('[data-hand]')
const form = official.page.locator('[data-hand-in]')
await form.locator('input').first().fill('冬季危化品专项检查总结')
await form.locator('input[type=file]').setInputFiles({ name: '总结.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') })
await form.locator('button[type=submit]').click()
await form.waitFor({ state: 'detached' })
const handed = (await official.get('/api/deliverables')).items[0]
await secretary.go(`/duty-results/${handed.number}?do=acceptance`)
await secretary.page.locator('form.move button[type=submit]').click()
await secretary.page.locator('[data-state]', { hasText: '已验收' }).waitFor()
await secretary.look('result-accepted')
await secretary.accessible('result')
await until('the accepted result counts', async () => (await official.get(`/api/duty-lists/${task.number}/standing`)).figures.done > 0)
told(`${handed.number} accepted and counted`)

// 59 departments with four items each, out of one workbook through the page: two wrong rows come back in the sender's own file, mended they come in, and the same file again changes nothing.
const admin = await person('admin')
const departments = Array.from({ length: 59 }, (_, i) => `县直部门（导入演示）${String(i + 1).padStart(2, '0')}`)
const missing = await admin.page.evaluate(async ([names, area]) => {
  const session = await (await fetch('/api/session')).json()
  const answers = []
  for (const [i, name] of names.entries()) answers.push((await fetch(`/api/directory/units/story.bm${i + 1}`, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf }, body: JSON.stringify({ name, area }) })).status)
  return answers.filter((status) => status > 299)
}, [departments, '990123000000'])
expect(!missing.length, `the departments are in the directory: ${missing}`)
await admin.close()
const heads = ['责任主体单位', '清单类别', '年度', '条目编号', '条目内容', '责任类别', '依据文件', '履职周期', '次数', '履职方式']
const items = departments.flatMap((unit) => [1, 2, 3, 4].map((code) => [unit, '部门监管责任清单', year + 1, code, `监管事项${code}：按职责检查行业领域企业`, '监管责任', '三定方案', '每季度', 1, '参加安全检查']))
const faulty = items.map((row, i) => (i === 10 ? ['没有这个部门', ...row.slice(1)] : i === 100 ? [...row.slice(0, 9), '凭空履职'] : row))
const book59 = (rows) => ({ name: '部门监管事项.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: workbook([heads, ...rows]) })
await planner.go('/duty-lists')
await planner.page.click('[data-import]')
const box = planner.page.locator('[data-duty-import]')
await box.locator('#duty-file').setInputFiles(book59(faulty))
await box.getByText(/导入 234 条，0 条已有，涉及 59 份清单，2 处错误/).waitFor()
await box.getByText(/第 12 行/).waitFor()
await box.getByText(/第 102 行/).waitFor()
await planner.look('import-faults')
await planner.accessible('import')
const [answered] = await Promise.all([planner.page.waitForEvent('download'), box.getByText('下载标红的原文件').click()])
const answerBook = readFileSync(await answered.path())
expect(answerBook.subarray(0, 2).toString() === 'PK' && answerBook.length > 8000, `the sender's own file comes back: ${answerBook.length} bytes`)
await box.locator('#duty-file').setInputFiles(book59(items))
await box.getByText(/导入 2 条，234 条已有，涉及 59 份清单，0 处错误/).waitFor()
const drafts = await planner.get(`/api/duty-lists?year=${year + 1}&category=${encodeURIComponent('部门监管责任清单')}&limit=100`)
expect(drafts.items.length === 59 && drafts.items.every((each) => each.duties === 4 && each.state === 'DRAFT'), `59 drafts of four items: ${drafts.items.length}`)
await planner.look('import-clean')
told('59 departments, 236 items: two wrong rows came back, mended they came in')
await end()
