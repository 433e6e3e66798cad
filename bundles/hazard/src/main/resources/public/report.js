// What citizens report (网上举报). Nothing is kept here, no cookie goes along: who is signed in somewhere in this browser is nobody to this page.
const at = (id) => document.getElementById(id)
const value = (id) => at(id).value.trim() || null

async function ask(method, path, body, type = 'application/json') {
  let answer
  try {
    answer = await fetch(path, { method, body, headers: body === undefined ? {} : { 'Content-Type': type }, credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' })
  } catch {
    throw new Error('网络不通，您填写的内容还在，请稍后再试，或拨打12350')
  }
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(said.detail || said.title || `暂时不能办理（${answer.status}），请稍后再试，或拨打12350`)
  return said
}

const sent = new Map()
async function pictures() {
  const files = [...at('photos').files].slice(0, 6)
  const ids = []
  for (const [i, file] of files.entries()) {
    at('photos-state').textContent = `正在上传第 ${i + 1} 张，共 ${files.length} 张`
    if (!sent.has(file)) sent.set(file, (await ask('POST', '/api/public-reports/files', file, 'application/octet-stream')).id)
    ids.push(sent.get(file))
  }
  at('photos-state').textContent = ids.length ? `${ids.length} 张照片已上传` : ''
  return ids
}

at('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  at('matter-why').textContent = ''
  at('form-why').textContent = ''
  if (!value('matter')) {
    at('matter-why').textContent = '请写明反映的问题'
    at('matter').focus()
    return
  }
  const button = event.target.querySelector('button')
  button.disabled = true
  try {
    const reporter = { name: value('name'), phone: value('phone'), email: value('email'), statement: value('matter') }
    const receipt = await ask('POST', '/api/public-reports/web', JSON.stringify({ kind: at('kind').value, place: value('place'), inside: at('inside').checked, files: await pictures(), reporter }))
    at('receipt-number').textContent = receipt.number
    at('receipt-code').textContent = receipt.code
    at('receipt-until').textContent = `${receipt.acceptUntil} 前答复是否受理${receipt.provisional ? '（节假日安排公布后可能调整）' : ''}`
    event.target.reset()
    sent.clear()
    at('photos-state').textContent = ''
    event.target.hidden = true
    at('receipt').hidden = false
    at('receipt').focus()
  } catch (refused) {
    at('form-why').textContent = refused.message
  } finally {
    button.disabled = false
  }
})
at('again').addEventListener('click', () => {
  at('receipt').hidden = true
  at('receipt-code').textContent = ''
  at('form').hidden = false
  at('kind').focus()
})

at('ask').addEventListener('submit', async (event) => {
  event.preventDefault()
  at('ask-why').textContent = ''
  at('state').hidden = true
  if (!value('code')) {
    at('ask-why').textContent = '请填写查询码'
    return
  }
  try {
    const found = await ask('POST', '/api/public-reports/progress', JSON.stringify({ code: value('code') }))
    const rows = [['编号', found.number], ['状态', found.stateLabel], ['收到日期', found.received], ['答复', found.reply], ['奖励', found.reward === null ? null : `${found.reward} 元`], ['领取截止', found.collectUntil]]
    at('state').replaceChildren(...rows.filter(([, text]) => text).flatMap(([label, text]) => [Object.assign(document.createElement('dt'), { textContent: label }), Object.assign(document.createElement('dd'), { textContent: text })]))
    at('state').hidden = false
  } catch (refused) {
    at('ask-why').textContent = refused.message
  }
})

ask('GET', '/api/public-disclosures').then((all) => {
  const items = all.map((each) => {
    const item = document.createElement('li')
    item.append(Object.assign(document.createElement('strong'), { textContent: each.title }), Object.assign(document.createElement('p'), { textContent: each.text }),
      Object.assign(document.createElement('p'), { className: 'hint', textContent: [each.enterpriseName, `隐患状态：${each.hazardState}`, each.published && `公开日期：${each.published}`].filter(Boolean).join(' · ') }))
    return item
  })
  at('list').replaceChildren(...(items.length ? items : [Object.assign(document.createElement('li'), { className: 'hint', textContent: '目前没有公开的信息。' })]))
}).catch((refused) => { at('list').replaceChildren(Object.assign(document.createElement('li'), { className: 'hint', textContent: refused.message })) })
