// The pages of those who keep the house: set-up of a fresh platform, wiring, settings, accounts, audit, my account.
//
//   node house.mjs <base address> <data directory> [folder for pictures]
//
// Against a platform started with --no-demo that nobody has taken (it is set up here), or against a demo (entered by its code).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { visit } from './browser.mjs'

const [base, data, pictures = 'pictures'] = process.argv.slice(2)
if (!base || !data) {
  console.error('usage: house.mjs <base address> <data directory> [pictures]')
  process.exit(2)
}
const fresh = existsSync(join(data, 'setup-code'))
// What is refused on purpose is written down by the browser as well; so is what is asked while the new rules take hold.
const { page, faults, look, sizes, accessible, told, tell } = await visit(pictures, { expected: (text) => /set-up|\/api\/demo\b|health\/ready|\/api\/settings\//.test(text) || fresh && /status of (404|503)|ERR_CONNECTION/.test(text) })
const PASSWORD = 'Shou-Tu-2026'

async function signOut() {
  await page.click('button.out')
  await page.locator('#account, [data-account]').first().waitFor()
}
async function as(role) {
  if (await page.locator('button.out').count()) await signOut()
  await page.goto(`${base}/#/`)
  if (fresh) {
    await page.reload()
    const first = join(data, `${role}-password`)
    await page.fill('#account', role)
    await page.fill('#password', role === 'admin' ? PASSWORD : readFileSync(first, 'utf8').trim())
    await page.keyboard.press('Enter')
    if (role !== 'admin') {
      await page.fill('#fresh', `${PASSWORD}-${role}`)
      await page.fill('#again', `${PASSWORD}-${role}`)
      await page.keyboard.press('Enter')
    }
  } else {
    await page.goto(`${base}/#/demo/${readFileSync(join(data, 'demo-code'), 'utf8').trim()}`)
    await page.reload()
    const account = JSON.parse(readFileSync(join(data, 'demo-accounts.json'), 'utf8')).accounts.find((each) => each.role === role)
    await page.locator(`[data-account="${account.account}"]`).click({ timeout: 240000 })
  }
  await page.locator('a.who').waitFor({ state: 'attached' })
  told(`${role} 登录`)
}
const open = async (path, mark) => {
  await page.goto(`${base}/#${path}`)
  await page.locator(mark).first().waitFor()
}

/** Asks one of the usual questions, and waits until the answer to it stands there: rows of the question before are no answer. */
async function only(preset, facts) {
  await page.locator(preset).click()
  await page.waitForFunction((form) => {
    const rows = [...document.querySelectorAll('tr[data-fact]')]
    return rows.length > 0 && rows.every((row) => new RegExp(form).test(row.dataset.fact))
  }, facts)
}

async function setUp() {
  await page.goto(`${base}/#/`)
  await page.locator('#su-code').waitFor()
  await look('setup-code')
  await accessible('setup-code')
  await page.fill('#su-code', 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA')
  await page.keyboard.press('Enter')
  await page.locator('.refused', { hasText: '设置码不正确' }).waitFor()
  await page.goto(`${base}/#/set-up/${readFileSync(join(data, 'setup-code'), 'utf8').trim()}`)
  await page.reload()
  await page.locator('[data-purpose=formal]').waitFor()
  await sizes('setup-purpose')
  await page.click('[data-purpose=formal]')
  await page.locator('#su-county').waitFor()
  await page.fill('#su-county', '临水县')
  await page.fill('#su-city', '临安市')
  await page.fill('#su-number', '330100')
  await page.keyboard.press('Enter')
  await page.locator('#su-number-why', { hasText: '县级代码' }).waitFor()
  await look('setup-county')
  await accessible('setup-county')
  await page.fill('#su-number', '330199')
  await page.keyboard.press('Enter')
  await page.locator('#su-admin').waitFor()
  await page.fill('#su-admin', '沈管理')
  await page.fill('#su-password', PASSWORD)
  await page.fill('#su-again', PASSWORD)
  await sizes('setup-admin')
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.locator('.done table').waitFor()
  await look('setup-done')
  await accessible('setup-done')
  const rows = await page.locator('.done tbody tr').count()
  if (rows !== 2) faults.push(`two passwords are to be handed over, ${rows} were shown`)
  await page.locator('[data-enter=admin]:not(.is-loading):not([disabled])').click({ timeout: 240000 })
  await page.locator('a.who').waitFor({ state: 'attached' })
  told('首次设置完成，系统管理员已进入')
}

await tell(async () => {
  if (fresh) await setUp()
  else await as('admin')

  await open('/wiring', '[role=tabpanel] table')
  await sizes('wiring')
  for (const tab of ['routes', 'listeners', 'parked', 'inlets', 'bundles', 'doors', 'figures']) {
    await page.locator(`#tab-${tab}`).click()
    await page.locator(`[role=tabpanel][aria-labelledby=tab-${tab}]`).waitFor()
    await look(`wiring-${tab}`)
    await accessible(`wiring ${tab}`)
  }
  await page.locator('#tab-routes').click()
  const row = page.locator('[data-route="hazard.from-alarm"]')
  await row.getByRole('button', { name: /停止/ }).click()
  await row.getByText('■ 停止').waitFor()
  await row.getByRole('button', { name: /启动/ }).click()
  await row.getByText('▶ 运行').waitFor()
  await page.locator('#tab-parked').click()
  await page.locator('[data-place=journal]').click()
  await page.locator('section[aria-live=polite]').waitFor()
  told('接线：路由停启、暂存可看')

  await open('/settings', '[data-pid]')
  await page.locator('[data-pid="io.shoutu.hazard"]').click()
  await page.locator('[data-setting=extensionGrants] input').waitFor()
  await sizes('settings')
  await page.fill('#set-extensionGrants', 'two')
  await page.locator('#set-extensionGrants-why', { hasText: '整数' }).waitFor()
  const grants = (await page.locator('[data-setting=extensionGrants] .tag').first().textContent())
  await page.fill('#set-extensionGrants', grants.includes('本页') ? '2' : '3')
  await page.getByRole('button', { name: /保存 1 项/ }).click()
  await page.locator('.told').waitFor()
  await look('settings-saved')
  await page.locator('[data-pid="io.shoutu.access"]').click()
  if (!await page.locator('#set-failures').isDisabled()) faults.push('the administrator may change what concerns security')
  told('配置：校验、保存、安全项不可改')

  await open('/accounts', 'tbody tr')
  await page.locator('[data-act=ask]').click()
  const name = `li.yuan${Date.now() % 100000}`
  await page.fill('[name=fresh-account]', name)
  await page.fill('[name=fresh-name]', '黎远')
  await page.fill('[name=fresh-password]', 'First-2026-x')
  await page.locator('.ask .check', { hasText: '值班员' }).click()
  await sizes('accounts-ask')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.locator(`[data-chosen="${name}"]`).waitFor()
  await look('accounts-asked')

  await open('/account', '[data-session]')
  await sizes('account')

  await as('security')
  await open('/accounts', `[data-account="${name}"]`)
  await page.locator(`[data-account="${name}"] button`).click()
  await page.locator('[data-act=grant]').waitFor()
  await look('accounts-grant')
  await accessible('accounts-grant')
  await page.locator('[data-act=grant]').click()
  await page.locator(`[data-account="${name}"]`, { hasText: '未改首次密码' }).waitFor()
  told('申请、授权走通')
  await open('/settings', '[data-pid]')
  await page.locator('[data-pid="io.shoutu.access"]').click()
  if (await page.locator('#set-failures').isDisabled()) faults.push('the security officer may not change what concerns security')

  await as('auditor')
  await open('/audit', '[data-entry]')
  await only('[data-preset*="edge.setting-"]', '^edge\\.(setting|route|plugin)-')
  await page.locator('tr[data-fact="edge.setting-changed"] button').first().click()
  await page.locator('tr.detail pre').waitFor()
  await sizes('audit-trail')
  await only('[data-preset="edge.sensitive-viewed"]', '^edge\\.sensitive-viewed$')
  await page.locator('#tab-checkpoints').click()
  await page.getByRole('button', { name: '现在签发一个' }).click()
  await page.locator('.print-me pre').waitFor()
  await look('audit-checkpoint')
  await accessible('audit-checkpoints')
  await page.locator('#tab-verify').click()
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.locator('[data-verdict]').waitFor({ timeout: 300000 })
  await page.locator('[data-verdict=true]').waitFor({ timeout: 1000 })
  await look('audit-verified')
  await accessible('audit-verify')
  told('审计：查询、签发检查点、核验通过')
})
