// The main job in a real browser: the recorded anomaly's alarm and hazard are seen, verified, graded, planned, rectified by one person and
// accepted by another; then timeline and chain stand on the screen.
//
//   node main-job.mjs <base address> <demo-accounts.json> [folder for pictures] [seconds to wait for the live alarm, 300]
//
// Ends with 0 when every step worked, the console stayed clean and axe-core found nothing serious.
import { readFileSync } from 'node:fs'
import { deflateSync, crc32 } from 'node:zlib'
import { choose, day as today, until, visit } from './browser.mjs'

const [base, accountsFile, pictures = 'pictures', patience = '300'] = process.argv.slice(2)
if (!base || !accountsFile) {
  console.error('usage: main-job.mjs <base address> <demo-accounts.json> [pictures] [seconds]')
  process.exit(2)
}
const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
const { page, faults, look, accessible, told, tell } = await visit(pictures)

/** A small picture of one colour, told apart by `shade`: the platform knows two equal ones as the same. */
function picture(name, shade) {
  const width = 320
  const height = 240
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const out = Buffer.alloc(12 + data.length)
    out.writeUInt32BE(data.length)
    body.copy(out, 4)
    out.writeUInt32BE(crc32(body), 8 + data.length)
    return out
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows.set([(shade * 83 + x / 4) & 255, (shade * 47 + y / 2) & 255, 160], y * (width * 3 + 1) + 1 + x * 3)
    }
  }
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
  return { name, mimeType: 'image/png', buffer: png }
}

async function signIn(role) {
  const { account, password, name } = accounts[role]
  await page.goto(`${base}/#/`)
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.getByText(name, { exact: true }).first().waitFor()
  told(`${name}（${role}）登录`)
}

async function signOut() {
  await page.click('button.out')
  await page.locator('#account').waitFor()
}

const detail = page.locator('.detail')
const state = (label) => detail.locator('[data-state]', { hasText: label }).waitFor()
const form = detail.locator('form.move')
const fill = (name, text) => form.locator(`[data-field="${name}"] input, [data-field="${name}"] textarea`).first().fill(text)
async function open(move) {
  await detail.locator(`.moves [data-move="${move}"]`).click()
  await form.waitFor()
}
async function submit() {
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}
async function photo(field, shade) {
  await form.locator(`[data-field="${field}"] input[type=file]`).setInputFiles(picture(`${field}-${shade}.png`, shade))
  await form.locator(`[data-field="${field}"] figure:not(.waiting):not(.failed)`).first().waitFor()
}

async function story() {
  await page.goto(`${base}/#/`)
  await page.locator('#account').waitFor()
  await look('sign-in')
  await accessible('sign-in')

  await page.fill('#account', accounts.operator.account)
  await page.fill('#password', 'not the password')
  await page.keyboard.press('Enter')
  await page.locator('#refused', { hasText: /\S/ }).waitFor()
  if (await page.inputValue('#account') !== accounts.operator.account) faults.push('the name typed was lost after a refused sign-in')
  // The refusal itself is an answer 401/403, which the browser writes down.
  faults.splice(0, faults.length, ...faults.filter((each) => !each.includes('/api/session')))

  await signIn('operator')
  await page.locator('.line.green').waitFor()
  // The queue of the duty desk: the hazard the recorded anomaly led to waits to be verified, its alarm to be acknowledged.
  // The demo county has registered hazards of other origin too: the one meant is the one an alarm caused.
  const ofAlarm = () => page.evaluate(async () => {
    const { items } = await (await fetch('/api/hazards?state=REGISTERED&limit=200')).json()
    return items.find((each) => each.causedBy?.startsWith('alarm/'))?.number ?? null
  })
  const number = await until('a hazard of an alarm', ofAlarm, Number(patience))
  await page.locator(`[data-subject="hazard/${number}"]`).filter({ hasText: '核实' }).first().waitFor()
  await look('queue')
  await accessible('queue')
  await page.goto(`${base}/#/hazards?view=all`)
  const hazardRow = page.locator(`tr[data-number="${number}"]`)
  await hazardRow.waitFor()
  await look('ledger')
  await accessible('ledger')
  told(`由报警引发的隐患 ${number} 已出现`)

  await hazardRow.locator('a').first().click()
  await state('已登记')
  const alarm = (await detail.locator('.chain [data-subject^="alarm/"]').first().getAttribute('data-subject')).slice(6)
  await detail.locator('.chain [data-subject^="reading/"]').first().waitFor()
  await look('hazard-registered')
  await accessible('hazard')
  await detail.locator('.refused li', { hasText: /\S/ }).first().waitFor({ state: 'attached' })

  await detail.locator('.chain a[data-subject^="alarm/"]').first().click()
  await page.getByText(alarm, { exact: true }).first().waitFor()
  await page.locator('main canvas').first().waitFor()
  await look('alarm')
  await accessible('alarm')
  // Acknowledged from the queue, by the keyboard alone.
  await page.keyboard.press('g')
  const ringing = page.locator(`[data-subject="alarm/${alarm}"]`)
  await page.locator('.home h1').waitFor()
  // The night before may have acknowledged it.
  const { state: ringingState } = await page.evaluate(async (n) => (await fetch(`/api/alarms/${n}`)).json(), alarm)
  if (['UNACK', 'RTNUN'].includes(ringingState)) {
    await ringing.locator('a').first().waitFor()
    await ringing.locator('a').first().press('a')
    await ringing.waitFor({ state: 'detached' })
    told(`报警 ${alarm} 已确认`)
  }
  await page.goto(`${base}/#/hazards/${number}`)
  await state('已登记')

  await open('verification')
  await fill('note', '现场核实：机组停转，温度骤降属实')
  await submit()
  await state('已核实')
  await open('grading')
  await form.locator('button[type=submit]').click()
  await form.locator('[data-field=rectifier].wrong').waitFor()
  await choose(page, 'rectifier', accounts.rectifier.name)
  await look('grading')
  await submit()
  await state('已定级')
  told('值班员核实、定级')
  await signOut()

  await signIn('rectifier')
  await page.goto(`${base}/#/hazards/${number}`)
  await state('已定级')
  await open('plan')
  await fill('measures', '停机检修，更换断裂的联轴器，恢复后试运行两小时')
  await form.locator('button[type=submit]').click()
  await form.locator('[data-field=funds].wrong').waitFor()
  await look('plan-missing')
  if (!(await form.locator('[data-field=measures] textarea').inputValue()).startsWith('停机检修')) faults.push('typed text was lost after a refusal')
  await fill('responsible', accounts.rectifier.name)
  await fill('funds', '20000元，企业设备维护费')
  await fill('deadline', today(7))
  await fill('contingency', '整改期间备用机组运行，专人每小时测温')
  await submit()
  await state('整改中')
  await open('submission')
  await fill('note', '联轴器已更换，试运行正常')
  await photo('before', 1)
  await photo('after', 2)
  await look('submission')
  await accessible('form')
  await submit()
  await state('已提交复查')
  told('整改责任人制定方案并提交')
  await signOut()

  await signIn('acceptor')
  await page.goto(`${base}/#/hazards/${number}`)
  await state('已提交复查')
  await open('acceptance')
  await fill('note', '现场复查，机组温度恢复正常，同意销号')
  await photo('photos', 3)
  await submit()
  await state('已销号')
  told('验收人验收销号')

  for (const fact of ['hazard.registered', 'hazard.verified', 'hazard.graded', 'hazard.planned', 'hazard.submitted', 'hazard.accepted']) {
    await detail.locator(`li[data-fact="${fact}"]`).first().waitFor()
  }
  for (const subject of ['reading/', `alarm/${alarm}`, `hazard/${number}`]) {
    await detail.locator(`.chain [data-subject^="${subject}"]`).first().waitFor()
  }
  await look('hazard-closed')
  await detail.locator('#chain-title').scrollIntoViewIfNeeded()
  await look('chain')
  await detail.locator('#timeline-title').evaluate((title) => title.scrollIntoView())
  await look('timeline')
  await accessible('closed')
  told('经过与来龙去脉齐全')

  await page.setViewportSize({ width: 390, height: 844 })
  await look('phone-hazard')
  await page.goto(`${base}/#/`)
  await detail.waitFor({ state: 'hidden' })
  await look('phone-desk')
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.getByLabel('深色界面').click()
  await look('wide-dark')
  await accessible('dark')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByLabel('字号和语言').click()
  await page.getByLabel('特大').check()
  await page.keyboard.press('Escape')
  await look('huge')
  await accessible('huge')
}

await tell(story)
