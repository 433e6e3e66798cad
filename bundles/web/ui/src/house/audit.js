/** Searches an auditor makes most (常用查询). */
export const PRESETS = [
  { label: ['查阅敏感数据', 'Sensitive readings'], facts: 'edge.sensitive-viewed' },
  { label: ['登录与失败', 'Sign-ins'], facts: 'access.signed-in,access.sign-in-refused,access.signed-out' },
  { label: ['账号与授权', 'Accounts and grants'], facts: 'access.account-*,access.roles-granted,access.token-*,access.password-changed,access.set-up' },
  { label: ['配置、路由、插件', 'Settings, routes, plugins'], facts: 'edge.setting-changed,edge.route-*,edge.plugin-*' },
  { label: ['全部', 'Everything'], facts: '' },
]

/** A local moment of the browser's field, which stands for China's time, as RFC 3339. */
export const china = (text) => (text ? `${text.length === 16 ? `${text}:00` : text}+08:00` : '')

/** The question behind the form. */
export function queryOf(filter, cursor) {
  const query = new URLSearchParams({ limit: '50', order: 'newest' })
  if (filter.since) query.set('since', china(filter.since))
  if (filter.until) query.set('until', china(filter.until))
  for (const name of ['account', 'subject']) if (filter[name].trim()) query.set(name, filter[name].trim())
  if (filter.fact.trim()) query.set('fact', filter.fact.trim())
  if (cursor) query.set('cursor', cursor)
  return query.toString()
}

/** A subject as text, however the platform writes it. */
export const textOf = (subject) => (typeof subject === 'string' ? subject : subject ? `${subject.kind}/${subject.number}` : '')

/** What an entry says in one line beyond its name. */
export function reasonOf({ data = {} }) {
  if (Array.isArray(data.changes)) return data.changes.map((each) => (each.secret ? `${each.label}：（不记录）` : `${each.label}：${each.before || '空'} → ${each.after || '空'}`)).join('；')
  if (data.asked) return data.asked
  return [data.title, data.reason, data.note].filter((each) => typeof each === 'string' && each).join(' · ')
}
