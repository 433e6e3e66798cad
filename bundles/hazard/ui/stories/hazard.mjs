// The four lists in a real browser: a risk unit is registered, assessed and approved; a hazard is found in it, graded major by a published clause, planned
// with six parts, rectified and closed by others; the boards, the four colours and the criteria are looked at in three sizes and both looks.
//
//   node hazard.mjs <base address> <demo-accounts.json> [folder for pictures]
//
// Ends with 0 when every step worked, the console stayed clean and axe-core found nothing serious.
import { readFileSync } from 'node:fs'
import { deflateSync, crc32 } from 'node:zlib'
import { choose as chosen, day as today, visit } from '../../../web/ui/stories/browser.mjs'

const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
if (!base || !accountsFile) {
  console.error('usage: hazard.mjs <base address> <demo-accounts.json> [pictures]')
  process.exit(2)
}
const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
const { page, look, accessible, seen, told, tell } = await visit(pictures, { before: 'hazard-' })

/** A small picture of one colour, told apart by `shade`. */
function picture(name, shade) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(12 + data.length)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), 8 + data.length)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(160)
  head.writeUInt32BE(120, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(481 * 120)
  for (let y = 0; y < 120; y++) for (let x = 0; x < 160; x++) rows.set([(shade * 71 + x) & 255, (shade * 37 + y) & 255, 120], y * 481 + 1 + x * 3)
  return { name, mimeType: 'image/png', buffer: Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]) }
}
async function signIn(role) {
  const { account, password, name } = accounts[role]
  await page.goto(`${base}/#/`)
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.locator('#account').waitFor({ state: 'detached' })
  told(`${name}（${role}）登录`)
}
async function signOut() {
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.locator('#account').waitFor()
}
const form = page.locator('form.move')
const field = (name) => form.locator(`[data-field="${name}"]`)
const fill = (name, text) => field(name).locator('input, textarea').first().fill(String(text))
async function choose(name, label) {
  // What may be chosen is read when the form opens, or when what it hangs on was chosen.
  const option = field(name).locator('option', { hasText: label }).first()
  await option.waitFor({ state: 'attached' })
  await field(name).locator('select').selectOption(await option.getAttribute('value'))
}
const chooser = (name, text) => chosen(page, name, text)
const pick = (name, label) => field(name).locator('label', { hasText: label }).first().click()
const photo = async (name, shade) => {
  await field(name).locator('input[type=file]').first().setInputFiles(picture(`${name}-${shade}.png`, shade))
  // Sent at once, while it may still be on its way: the form waits for it.
  await field(name).locator('figure').first().waitFor()
}
async function open(move) {
  await page.locator(`.moves [data-move="${move}"]`).click()
  await form.waitFor()
}
async function submit() {
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}
const stamp = String(Date.now()).slice(-6)
const state = (label) => page.locator('.record [data-state]', { hasText: label }).waitFor()

await tell(async () => {
  await signIn('rectifier')
  await page.goto(`${base}/#/risks`)
  await page.locator('[data-register]').click()
  await fill('name', `速冻作业间${stamp}`)
  await chooser('enterprise', '渔舟')
  await fill('place', '二层东侧')
  await fill('responsible', '陈主任')
  await submit()
  await page.waitForURL(/#\/risks\/FX-/)
  const unit = page.url().split('/').at(-1)
  told(`风险点 ${unit} 已登记`)
  await open('assessment')
  await fill('name', '人员聚集时液氨泄漏中毒')
  for (const [name, label] of [['iL', '3 可能'], ['iE', '6 每天'], ['iC', '15 非常严重'], ['rL', '1 可能性小'], ['rE', '6 每天'], ['rC', '15 非常严重']]) await choose(name, label)
  await fill('ENGINEERING', '氨浓度报警与事故风机联锁')
  await fill('MANAGEMENT', '作业间同时作业不超过9人')
  await look('评估表单')
  await accessible('评估表单')
  await submit()
  await state('已评估待审定')
  await look('风险点待审定')
  await signOut()

  await signIn('operator')
  await page.goto(`${base}/#/risks/${unit}`)
  await open('approval')
  await fill('note', '同意')
  await submit()
  await state('管控中')
  await page.goto(`${base}/#/hazards`)
  await page.locator('[data-register]').click()
  await fill('title', `速冻作业间13人同时作业${stamp}`)
  await chooser('enterprise', '渔舟')
  await fill('riskUnit', unit)
  await photo('before', 3)
  await submit()
  await page.waitForURL(/#\/hazards\/YH-/)
  const hazard = page.url().split('/').at(-1)
  told(`隐患 ${hazard} 已登记`)
  await open('verification')
  await fill('note', '现场清点13人')
  await submit()
  await state('已核实')
  await open('grading')
  await pick('grade', '重大')
  await choose('standard', '工贸企业')
  await choose('clause', '第十二条第（二）项')
  await pick('mode', '限期')
  await chooser('rectifier', accounts.rectifier.name)
  await look('定级引用条款')
  await accessible('定级')
  await submit()
  await state('已定级')
  await signOut()

  await signIn('rectifier')
  await page.goto(`${base}/#/hazards/${hazard}`)
  await open('plan')
  for (const [name, text] of [['goals', '消除人员聚集，通过验收'], ['measures', '加装人数显示，限员9人'], ['responsible', '陈主任'], ['funds', '8000'], ['contingency', '停用速冻线，撤离人员'], ['requirements', '每周报告进度'], ['safety', '治理期间停用']]) await fill(name, text)
  await fill('deadline', today(10))
  await look('六项方案')
  await submit()
  await state('整改中')
  await page.goto(`${base}/#/risks/${unit}`)
  await page.locator('.record', { hasText: `重大事故隐患 ${hazard} 未销号` }).waitFor()
  told('风险点随重大隐患升为红色，并写明原因')
  await look('风险点升红')
  await accessible('风险点')
  await page.goto(`${base}/#/hazards/${hazard}`)
  await open('submission')
  await fill('note', '已限员')
  await photo('after', 9)
  await submit()
  await state('已提交复查')
  await signOut()

  await signIn('acceptor')
  await page.goto(`${base}/#/hazards/${hazard}`)
  await open('acceptance')
  await fill('note', '现场8人，合格')
  await submit()
  await state('已销号')
  await page.locator('.record', { hasText: '待回头看' }).first().waitFor()
  told('已销号，六十天后回头看')
  await look('隐患已销号')
  await accessible('隐患')
  await page.goto(`${base}/#/risks/${unit}`)
  await page.locator('.record', { hasText: '没有使等级升高的因素' }).waitFor()
  told('风险点自动回落')

  for (const [size, width, height] of [['1366', 1366, 768], ['1920', 1920, 1080], ['手机', 390, 844]]) {
    await page.setViewportSize({ width, height })
    for (const [name, address, ready] of [['四张清单', 'four-lists', '[data-board]'], ['四色一览', 'risk-board', '.tile'], ['隐患台账', 'hazards?view=all', 'tbody tr, [data-row]'], ['风险清单', 'risks', 'tbody tr, [data-row]'], ['判定标准', 'criteria', 'details'], ['隐患', `hazards/${hazard}`, '.record [data-state]'], ['风险点', `risks/${unit}`, '.record [data-state]']]) {
      await page.goto(`${base}/#/${address}`)
      await page.locator(ready).first().waitFor()
      await seen(`${name}-${size}`)
      if (size !== '1920') await accessible(`${name} ${size}`)
    }
  }
})
