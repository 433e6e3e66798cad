import { say } from '../kit/messages.js'
import { factLabel } from '../kit/words.js'

/** Facts only the auditor meets (审计事实); those of the trade are named by their rooms. */
const NAMES = {
  'access.signed-in': ['登录', 'Signed in'], 'access.sign-in-refused': ['登录被拒', 'Sign-in refused'], 'access.signed-out': ['退出', 'Signed out'], 'access.set-up': ['首次设置', 'Set up'],
  'access.account-created': ['申请或建立账号', 'Account created'], 'access.roles-granted': ['授权', 'Roles granted'], 'access.account-unlocked': ['解除锁定', 'Unlocked'], 'access.account-disabled': ['停用账号', 'Disabled'],
  'access.account-enabled': ['启用账号', 'Enabled'], 'access.token-issued': ['签发令牌', 'Token issued'], 'access.token-revoked': ['吊销令牌', 'Token revoked'], 'access.password-changed': ['修改密码', 'Password changed'], 'access.password-reset': ['重置他人密码', 'Password reset'],
  'edge.sensitive-viewed': ['查阅敏感数据', 'Sensitive reading'], 'edge.setting-changed': ['修改配置', 'Setting changed'], 'edge.setting-removed': ['删除配置', 'Setting removed'], 'edge.route-stopped': ['停止路由', 'Route stopped'], 'edge.route-started': ['启动路由', 'Route started'],
  'edge.plugin-installed': ['安装插件', 'Plugin installed'], 'edge.plugin-removed': ['移除插件', 'Plugin removed'], 'journal.checkpoint-taken': ['签发检查点', 'Checkpoint signed'], 'journal.break-acknowledged': ['说明日志断点', 'Break acknowledged'],
  'journal.replayed': ['重放暂存条目', 'Replayed'], 'directory.changed': ['维护名录', 'Directory changed'], 'calendar.published': ['发布放假安排', 'Calendar published'], 'attachment.bound': ['附件归档', 'Attachment bound'],
  'day.began': ['新的一天', 'Day began'], 'time.due': ['到期', 'Due'],
}
export const nameOf = (fact) => (NAMES[fact] ? say(...NAMES[fact]) : factLabel(fact))

/** Searches an auditor makes most (常用查询). */
export const PRESETS = [
  { label: ['查阅敏感数据', 'Sensitive readings'], facts: 'edge.sensitive-viewed' },
  { label: ['登录与失败', 'Sign-ins'], facts: 'access.signed-in,access.sign-in-refused,access.signed-out' },
  { label: ['账号与授权', 'Accounts and grants'], facts: 'access.account-*,access.roles-granted,access.token-*,access.password-*,access.set-up' },
  { label: ['配置、路由、插件', 'Settings, routes, plugins'], facts: 'edge.setting-*,edge.route-*,edge.plugin-*' },
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
