// A plugin comes and goes in a browser that stays open: its menu and page appear, work, break without hurting anything, and vanish.
//
//   node plugin.mjs <base address> <account> <password> <the plugin's jar> <drop folder> [folder for pictures]
//
// Ends with 0 when every step worked, the page was never loaded anew, the console stayed clean and axe-core found nothing serious.
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { visit } from './browser.mjs'

const [base, account, password, jar, drop, pictures = 'pictures'] = process.argv.slice(2)
if (!drop) {
  console.error('usage: plugin.mjs <base address> <account> <password> <jar> <drop folder> [pictures]')
  process.exit(2)
}
// Without the invented county its address does not exist, and Chromium says so whoever asks.
const { page, faults, look: picture, accessible, told, tell } = await visit(pictures, { before: 'plugin-', expected: (text) => text.endsWith('/api/demo') })

async function look(name) {
  await picture(name)
  await accessible(name)
}

/** Dropped whole: the folder is looked at while a file is being written. */
function install() {
  const beside = join(dirname(drop), basename(jar))
  copyFileSync(jar, beside)
  renameSync(beside, join(drop, basename(jar)))
}
const remove = () => rmSync(join(drop, basename(jar)))

const menu = page.locator('nav.menu a', { hasText: '气体复核' })

async function story() {
  await page.goto(`${base}/#/`)
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.locator('.line.green').waitFor()
  await page.locator('nav.menu a').first().waitFor()
  if (await menu.count() !== 0) faults.push('a page of a plugin that is not there')
  await page.evaluate(() => { globalThis.neverLoadedAnew = true })
  told('登录，没有插件，菜单里没有它')

  install()
  await menu.waitFor({ timeout: 180000 })
  await menu.click()
  await page.locator('.acme h2', { hasText: '气体复核' }).waitFor()
  told('投放插件：菜单和页面自动出现')
  await look('page')

  const title = `浏览器故事 ${Date.now()}`
  const number = await page.evaluate(async (text) => {
    const { send } = await import('shoutu')
    return (await send('POST', '/api/hazards', { title: text, description: '现场发现', enterprise: null, area: null, place: '储罐区', source: 'inspection' })).number
  }, title)
  const row = page.locator(`tr[data-hazard="${number}"]`)
  await row.waitFor()
  told(`新隐患 ${number} 由插件的路由写入自己的表，页面自动显示`)
  await page.fill('.acme-form input:not([class])', number)
  await page.locator('.acme-form .el-input-number input').fill('0.7')
  await page.locator('.acme-form button[type=submit]').click()
  await row.getByText('甲烷 %LEL 0.7').waitFor()
  told('在插件页面登记复核')
  await look('checked')

  await page.goto(`${base}/#/`)
  await page.route('**/ui/acme/**/acme.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: "import { h } from 'vue'\nexport const Checks = { render() { return h('p', this.nothing.there) } }" }))
  await page.reload()
  await page.locator('.line.green').waitFor()
  await page.evaluate(() => { globalThis.neverLoadedAnew = true })
  await menu.click()
  await page.locator('.fault[role=alert]', { hasText: 'com.acme.shoutu.gas' }).waitFor()
  await look('broken')
  await page.goto(`${base}/#/`)
  await page.locator('h1', { hasText: '今日待办' }).first().waitFor()
  told('插件页面出错：红色卡片写明是谁，其余照常')
  await page.unroute('**/ui/acme/**/acme.js*')
  await page.route('**/ui/acme/**/acme.js*', (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: 'export const Other = {}' }))
  await page.reload()
  await page.locator('.line.green').waitFor()
  await page.evaluate(() => { globalThis.neverLoadedAnew = true })
  await menu.click()
  await page.locator('.fault', { hasText: '没有导出 Checks' }).waitFor()
  await page.unroute('**/ui/acme/**/acme.js*')

  remove()
  await menu.waitFor({ state: 'detached', timeout: 180000 })
  await page.getByText('这个页面现在不可用').waitFor()
  told('移除插件：菜单消失，打开着的页面说明原因')
  await look('gone')
  await page.locator('main a', { hasText: '回到今日待办' }).click()
  await page.locator('h1', { hasText: '今日待办' }).first().waitFor()
  if (!await page.evaluate(() => globalThis.neverLoadedAnew === true)) faults.push('the page was loaded anew')
}

await tell(async () => {
  try {
    await story()
  } finally {
    rmSync(join(drop, basename(jar)), { force: true })
  }
})
