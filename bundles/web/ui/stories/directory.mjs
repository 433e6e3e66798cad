// The directory in a real browser: a sheet with errors goes in, the good rows are taken, the wrong ones come back in red in the sender's own file, are mended
// and go in again; Ctrl-K finds by pinyin initials; the list beside the map and the map agree; a position is handed over and the day before still knows who held it.
//
//   node directory.mjs <base address> <demo-accounts.json> [folder for pictures]
//
// Ends with 0 when every step worked, the console stayed clean and axe-core found nothing serious.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'
import { day, filled, until, visit } from './browser.mjs'

const [base, accountsFile, pictures = 'pictures'] = process.argv.slice(2)
if (!base || !accountsFile) {
  console.error('usage: directory.mjs <base address> <demo-accounts.json> [pictures]')
  process.exit(2)
}
const accounts = JSON.parse(readFileSync(accountsFile, 'utf8'))
const claim = (true_, text) => { if (!true_) throw new Error(text) }
const { page, look, accessible, sizes, told, tell } = await visit(pictures, { before: 'directory-' })

async function signIn({ account, password, name }) {
  await page.goto(`${base}/#/`)
  await page.fill('#account', account)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.getByText(name, { exact: true }).first().waitFor()
  told(`${name}登录`)
}

/** A workbook with one sheet of text cells, as small as Excel takes it. */
function workbook(rows) {
  const escape = (text) => String(text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const column = (i) => String.fromCharCode(65 + i)
  const sheet = rows.map((cells, r) => `<row r="${r + 1}">${cells.map((text, c) => `<c r="${column(c)}${r + 1}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`).join('')}</row>`).join('')
  const xml = (text) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files = {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
    '_rels/.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="企业名录" sheetId="1" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
  }
  const parts = []
  const directory = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const title = Buffer.from(name)
    const body = Buffer.from(text)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50); head.writeUInt16LE(20, 4); head.writeUInt16LE(0x800, 6); head.writeUInt16LE(0x21, 12)
    head.writeUInt32LE(crc32(body), 14); head.writeUInt32LE(body.length, 18); head.writeUInt32LE(body.length, 22); head.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50); entry.writeUInt16LE(20, 4); entry.writeUInt16LE(20, 6); head.copy(entry, 8, 6, 30); entry.writeUInt32LE(offset, 42)
    parts.push(head, title, body)
    directory.push(entry, title)
    offset += 30 + title.length + body.length
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50); end.writeUInt16LE(Object.keys(files).length, 8); end.writeUInt16LE(Object.keys(files).length, 10); end.writeUInt32LE(size, 12); end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** All the text inside a workbook: its parts one behind the other. */
function textOf(file) {
  let at = file.readUInt32LE(file.lastIndexOf(Buffer.from('504b0506', 'hex')) + 16)
  let text = ''
  while (file.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, name, extra, comment, local] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)]
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const body = file.subarray(from, from + packed)
    text += (method === 8 ? inflateRawSync(body) : body).toString('utf8').replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
    at += 46 + name + extra + comment
  }
  return text
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
function creditCode(number) {
  const first = `91990123MB${String(number).padStart(7, '0')}`
  return first + ALPHABET[(31 - ([...first].reduce((sum, each, i) => sum + WEIGHTS[i] * ALPHABET.indexOf(each), 0) % 31)) % 31]
}

const HEAD = ['企业名录导入', '', '', '', '', '']
const COLUMNS = ['统一社会信用代码', '企业名称', '区划代码', '监管行业', '牵头部门', '备注']
const begin = (Date.now() % 800000) * 4
const good = [1, 2, 3].map((i) => [creditCode(begin + i), `安澜衔烛${'甲乙丙'[i - 1]}${begin}化工有限公司`, '990123400201', '危险化学品', '安澜县应急管理局', '自填'])
const fourth = creditCode(begin + 4)
const broken = fourth.slice(0, 17) + (fourth.endsWith('0') ? '1' : '0')
const wrong = [[broken, '安澜校验错误有限公司', '990123400201', '工贸', 'yjj', ''], [creditCode(begin + 5), '安澜无此区划有限公司', '990123999000', '工贸', '县不存在局', '']]
const xlsx = (name, rows) => ({ name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: workbook([HEAD, COLUMNS, ...rows]) })
/** The answer to the file chosen last says these numbers. */
const figures = (wanted) => page.waitForFunction((all) => Object.entries(all).every(([name, count]) => document.querySelector(`[data-figure="${name}"]`)?.textContent === String(count)), wanted)
async function download(button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`[data-do="${button}"]`)])
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
}
async function choose(file, wanted) {
  // Nothing is under way any more: a file chosen meanwhile would not be taken.
  await page.waitForFunction(() => !document.querySelector('.is-loading'))
  await page.setInputFiles('#import-file', file)
  await figures(wanted)
}

async function importing() {
  await page.goto(`${base}/#/directory/import?list=enterprises`)
  await page.locator('[data-list="enterprises"][aria-pressed="true"]').waitFor()
  const template = await download('template')
  claim(template.name.includes('企业名录'), `template is called ${template.name}`)
  claim(textOf(template.content).includes('统一社会信用代码'), 'the template has no headings')
  told(`模板：${template.name}`)
  await choose(xlsx('企业.xlsx', [...good, ...wrong]), { created: 3, refused: 2 })
  await page.getByText('校验位不符').first().waitFor()
  await sizes('import-preview')
  const answer = await download('answer')
  writeFileSync(join(pictures, 'answer.xlsx'), answer.content)
  const text = textOf(answer.content)
  for (const each of ['导入结果', '校验位不符', '可导入（新增）', '自填', '企业名录导入']) claim(text.includes(each), `the answer does not say ${each}`)
  claim(/FFC00000|FFFF0000|FFC7CE|9C0006|FFB71C1C|indexed="10"/i.test(text), 'nothing in the answer is red')
  told('错行随原文件标红退回')
  await page.click('[data-do="commit"]')
  await page.getByText('已导入 3 行').first().waitFor()
  // Mended in the file that came back, all of it handed in again: what was taken is not taken twice.
  const mended = wrong.map((row, i) => [creditCode(begin + 4 + i), row[1], '990123400201', row[3], 'yjj', ''])
  await choose(xlsx('企业-改好.xlsx', [...good, ...mended]), { created: 2, unchanged: 3, refused: 0 })
  await page.click('[data-do="commit"]')
  await page.getByText('已导入 2 行').first().waitFor()
  await choose(xlsx('企业-改好.xlsx', [...good, ...mended]), { created: 0, unchanged: 5, refused: 0 })
  told('改好再导入，重复导入无变化')
}

async function find(typed, expected, chosen) {
  // The palette asks once for what is typed: it is asked when the platform knows the answer.
  await until(`${typed} finds ${expected}`, () => page.evaluate(async ([text, wanted]) => (await (await fetch(`/api/search?q=${encodeURIComponent(text)}&limit=6`)).text()).includes(wanted), [typed, expected]))
  await page.keyboard.press('Control+k')
  const box = page.locator('[role=dialog] input')
  await box.fill(typed)
  await page.locator('[role=option]', { hasText: expected }).first().waitFor()
  if (chosen) {
    await page.keyboard.press('Enter')
    await page.waitForFunction((part) => location.hash.includes(part), chosen)
  }
}

async function searching() {
  await page.goto(`${base}/#/`)
  await find(`xzj${begin}`, `安澜衔烛甲${begin}`)
  await sizes('palette')
  await page.keyboard.press('Escape')
  await find('hdhg', '安澜恒渡化工有限公司')
  await page.keyboard.press('Escape')
  await find('sxl', '单晓澜')
  await page.keyboard.press('Escape')
  await find('dxl', '单晓澜', 'people/')
  await page.getByRole('heading', { name: '单晓澜' }).waitFor()
  await find('AL-0001', 'AL-0001')
  await page.keyboard.press('Escape')
  await find(good[0][0].slice(8), good[0][1], `enterprises/${good[0][0]}`)
  await page.getByRole('heading', { name: good[0][1] }).waitFor()
  told('Ctrl-K：首字母、多音字两读、设备编号、信用代码')
}

/** The list beside the map, its counts and what is drawn say the same, all read in one moment; `all`: as many as there must be. */
async function mapAgrees(all = null) {
  const agreed = await page.waitForFunction((wanted) => {
    const number = (name) => Number(document.querySelector(`[data-count="${name}"]`)?.textContent ?? 0)
    const drawn = document.querySelector('.canvas')?.dataset.drawn
    const said = { all: number('all'), placed: number('placed'), nowhere: number('nowhere') }
    return drawn && Number(drawn) === said.placed && !document.querySelector('.count').textContent.includes('正在读取') && said.all === said.placed + said.nowhere && (wanted === null || said.all === wanted) && said
  }, all)
  return agreed.jsonValue()
}
async function mapping() {
  await page.goto(`${base}/#/map`)
  await page.getByText('虚构示意图').waitFor()
  const every = await mapAgrees()
  claim(every.placed >= 100, `only ${every.placed} on the map`)
  claim(every.nowhere >= 5, 'the imported enterprises stand nowhere yet')
  await page.locator('.canvas canvas').first().waitFor()
  await sizes('map')
  await page.selectOption('[data-filter="sector"]', '危险化学品')
  await page.uncheck('[data-layer="devices"]')
  await page.uncheck('[data-layer="hazards"]')
  await page.uncheck('[data-layer="hazard-RiskLayer"]')
  const listed = await page.evaluate(async () => (await (await fetch('/api/directory/places?sector=%E5%8D%B1%E9%99%A9%E5%8C%96%E5%AD%A6%E5%93%81')).json()).total)
  const some = await mapAgrees(listed)
  await page.locator('.list a[data-row]', { hasText: '恒渡' }).focus()
  await page.locator('.pop', { hasText: '恒渡' }).waitFor()
  await look('map-chosen')
  await page.locator('.list a[data-row]', { hasText: '恒渡' }).press('Enter')
  await page.getByRole('heading', { name: '安澜恒渡化工有限公司' }).waitFor()
  told(`地图与列表一致：全部 ${every.all} 项，危险化学品 ${some.all} 家`)
}

async function directory() {
  await page.getByText('行业代码').waitFor()
  await sizes('enterprise')
  for (const [address, text] of [['directory/enterprises', '企业名录'], ['directory/units', '危险化学品安全专业委员会'], ['directory/people', '单晓澜'], ['directory/cells/99012340020101', '滨江化工园区一网格']]) {
    await page.goto(`${base}/#/${address}`)
    await page.getByText(text).first().waitFor()
    await sizes(address.replaceAll('/', '-'))
  }
  await page.goto(`${base}/#/directory/units/zwh.whp`)
  await page.getByRole('heading', { name: /危险化学品安全专业委员会/ }).waitFor()
  const appoint = async (person, from) => {
    await page.click('[data-move="handover"]')
    const form = page.locator('form.move')
    await form.locator('[data-field="title"] input').fill(`主任${begin}`)
    await form.locator('[data-field="person"] select').selectOption(person)
    await form.locator('[data-field="from"] input').fill(from)
    await form.locator('button[type=submit]').click()
    await form.waitFor({ state: 'detached' })
  }
  await appoint('ld03', '2026-01-01')
  await page.locator('.holders tr', { hasText: '纪明川' }).first().waitFor()
  await appoint('ld04', day(0))
  await page.locator('.holders tr', { hasText: '施若溪' }).first().waitFor()
  await page.locator('.detail-line', { hasText: '纪明川' }).first().waitFor()
  await page.fill('.holders input[type=date]', '2026-01-01')
  await page.locator('.holders tr', { hasText: '纪明川' }).first().waitFor()
  await sizes('unit')
  told('交接后，按日期仍能查到前任')
  await page.goto(`${base}/#/directory/people/ld03`)
  await page.click('[data-move="phone"]')
  await page.locator('form.move [data-field="phone"] input').fill('13900001234')
  await page.locator('form.move button[type=submit]').click()
  await page.getByText('已加密登记').waitFor()
  claim(!(await page.content()).includes('13900001234'), 'the number stands on the page unasked')
  await page.click('[data-move="opening"]')
  await page.locator('form.move [data-field="reason"] input').fill('报警处置联系')
  await page.locator('form.move button[type=submit]').click()
  await page.getByText('13900001234').first().waitFor()
  await page.getByText('查看联系电话').first().waitFor()
  await sizes('person')
  told('电话加密登记，写明原因后查看并留痕')
}

await tell(async () => {
  await filled(base)
  await signIn(accounts.admin)
  await importing()
  await searching()
  await mapping()
  await directory()
})
