// 跟我走一遍 in a real browser: from the demo's entrance through a rising reading, alarm, hazard, dispatch, rectification with photos and
// acceptance to the closed hazard, following the panel alone; left once and resumed.
//
//   node guided.mjs <base address> <data directory> [folder for pictures]
//
// <data directory> is that of a demo, or that of a fresh platform started by ./run --no-demo without --detach: then the newcomer's first screens
// come first, 演示 is chosen, and the platform starts again on <data directory>-demo.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { choose, day as today, visit } from './browser.mjs'

const [base, data, pictures = 'pictures'] = process.argv.slice(2)
if (!base || !data) {
  console.error('usage: guided.mjs <base address> <data directory> [pictures]')
  process.exit(2)
}
const fresh = existsSync(join(data, 'setup-code'))
const code = readFileSync(join(data, fresh ? 'setup-code' : 'demo-code'), 'utf8').trim()
// While the platform starts again the browser writes down that nobody answers; that nobody knows /api/demo before is the answer looked for.
let starting = fresh
const { page, look, accessible, told, tell } = await visit(pictures, { expected: (text) => starting && /\/api\/|\/health\/|ERR_/.test(text) })
let begun = Date.now()

const guide = page.locator('.guide')
const step = async (key) => {
  await page.locator(`.guide[data-step="${key}"]`).waitFor({ timeout: 120000 })
  told(`${key}：${await guide.locator('h3').textContent()}`)
}
/** Whatever the panel asks before the step itself, the record opened, another account taken; then what is to be clicked for this step glows. */
async function follow(key) {
  const become = guide.locator('[data-guide=become]')
  const go = guide.locator('[data-guide=go]')
  const glowing = page.locator(`[data-glows="${key}"]`)
  for (let i = 0; i < 6; i++) {
    await step(key)
    await become.or(go).or(glowing).first().waitFor()
    if (await become.isVisible()) {
      const before = await page.locator('.who b').textContent()
      await become.click()
      await page.waitForFunction((name) => document.querySelector('.who b') && document.querySelector('.who b').textContent !== name, before)
      told(`换成 ${await page.locator('.who b').textContent()}`)
    } else if (await go.isVisible()) {
      await go.click()
      await go.waitFor({ state: 'detached' })
    } else {
      return glowing
    }
  }
  throw new Error('the panel asks for an account or a page again and again')
}
const form = page.locator('form.move')
const fill = (name, text) => form.locator(`[data-field="${name}"] input, [data-field="${name}"] textarea`).first().fill(text)
async function opened(key) {
  await (await follow(key)).click()
  await form.waitFor()
}
async function submit() {
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}

await tell(async () => {
  if (fresh) {
    await page.goto(`${base}/#/set-up/${code}`)
    await page.locator('[data-purpose=demo]').waitFor()
    await look('newcomer')
    await page.click('[data-purpose=demo]')
    await page.getByText('重新启动').waitFor()
    await look('restarting')
  } else {
    await page.goto(`${base}/#/demo/${code}`)
  }
  await page.locator('[data-enter=guided]').waitFor({ timeout: 300000 })
  starting = false
  await look('entrance')
  await accessible('entrance')
  await page.click('[data-enter=guided]')
  // A story somebody began before stands where its records stand.
  await page.locator('.guide:not([data-step=reading])').waitFor()
  if (await guide.getAttribute('data-step') === 'start') {
    await look('start')
    await accessible('start')
    await guide.locator('[data-guide=begin]:not([disabled])').waitFor({ timeout: 300000 })
    begun = Date.now()
    await guide.locator('[data-guide=begin]').click()
    await page.locator('.guide[data-step=rise], .guide[data-step=acknowledge]').waitFor()
    await look('rise')
  }
  const acknowledge = await follow('acknowledge')
  await look('alarm')
  await accessible('acknowledge')
  await acknowledge.click()
  // The desk may ask for a note first.
  const asks = page.locator('[role=dialog] button[type=submit]:visible, form.move button[type=submit]:visible').first()
  const next = page.locator('.guide[data-step=verify]')
  await asks.or(next).first().waitFor()
  if (!await next.isVisible()) await asks.click()
  await follow('verify')
  await look('verify')
  await opened('verify')
  await fill('note', '现场核实：夹套温度 72 ℃，冷却水阀未全开，报警属实。')
  await submit()

  // Left and resumed: the step is found again from the records.
  await step('grade')
  await guide.getByText('先收起').click()
  await page.reload()
  await page.locator('button.open').click()
  await opened('grade')
  await form.locator('[data-field=grade] label', { hasText: '一般隐患' }).click()
  await form.locator('[data-field=mode] label', { hasText: '限期整改' }).click()
  await choose(page, 'rectifier', '季安恒')
  await look('grade')
  await submit()
  await opened('plan')
  await fill('measures', '检修冷却水阀并校验温度变送器')
  await fill('responsible', '季安恒')
  await fill('funds', '20000元，设备维护费')
  await fill('deadline', today(7))
  await page.keyboard.press('Tab')
  await fill('contingency', '整改期间降负荷运行，专人监温')
  await submit()
  await opened('submit')
  await fill('note', '冷却水阀已检修，全开试运行两小时，温度正常。')
  await guide.locator('[data-guide=photos]').click()
  for (const field of ['before', 'after']) await form.locator(`[data-field="${field}"] figure:not(.waiting):not(.failed)`).first().waitFor()
  await look('submit')
  await submit()
  await follow('accept')
  await look('accept')
  await opened('accept')
  await fill('note', '现场复查，温度恢复正常，同意销号。')
  await submit()
  await step('done')
  await look('done')
  await accessible('done')
  await page.setViewportSize({ width: 390, height: 844 })
  await look('done-phone')
  told(`${Math.round((Date.now() - begun) / 1000)} 秒走完`)
})
