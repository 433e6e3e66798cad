import { look } from '../kit/look.js'
import { spelled } from '../kit/logic.js'
import { say } from '../kit/messages.js'

/** What is wrong with a value as typed, or null; the platform checks again. */
export function wrongOf(setting, text) {
  const value = String(text ?? '').trim()
  const each = setting.several ? value.split(',').map((one) => one.trim()).filter(Boolean) : [value]
  for (const one of each) {
    if (setting.type === 'whole' || setting.type === 'number') {
      const form = setting.type === 'whole' ? /^[-+]?\d{1,18}$/ : /^[-+]?\d{1,18}(\.\d{1,9})?$/
      if (!form.test(one)) return setting.type === 'whole' ? say('应为整数', 'A whole number') : say('应为数字', 'A number')
      if (setting.least !== null && Number(one) < Number(setting.least)) return say('不小于 {least}', 'At least {least}', setting)
      if (setting.most !== null && Number(one) > Number(setting.most)) return say('不大于 {most}', 'At most {most}', setting)
    }
    if (setting.choices.length && !setting.choices.some((choice) => choice.value === one)) return say('不在可选范围内', 'Not one of the choices')
  }
  return null
}

/** What differs from what holds, as it is sent: key → text. Secrets left empty stay as they are. */
export function changesOf(group, values) {
  const changed = {}
  for (const setting of group.settings) {
    const text = values[setting.key]
    if (text === undefined) continue
    if (setting.secret ? String(text) !== '' : String(text).trim() !== (setting.current ?? '')) changed[setting.key] = String(text).trim()
  }
  return changed
}

/** Groups and settings that hold every word looked for, in label, description, key or PID. */
export function found(groups, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return groups
  return groups.map((group) => {
    const settings = group.settings.filter((setting) => {
      const all = `${group.label} ${group.pid} ${setting.label} ${setting.description} ${setting.key}`.toLowerCase()
      return words.every((word) => all.includes(word))
    })
    return { ...group, settings }
  }).filter((group) => group.settings.length)
}

export const bounds = (setting) => (setting.least !== null && setting.most !== null ? `${setting.least} – ${setting.most}` : setting.least !== null ? `≥ ${setting.least}` : setting.most !== null ? `≤ ${setting.most}` : '')

/** What a setting or a group of them is called in the language people read; `key` its key or PID. */
export function labelOf(item, key) {
  if (look.language !== 'en') return item.label
  return item.english?.label ?? /^([A-Za-z][\x20-\x7e]*[a-z)]) +[^\x20-\x7e]/.exec(item.label)?.[1] ?? (/^[\x20-\x7e]+$/.test(item.label) ? item.label : spelled(key.replace(/^io\.shoutu\./, '')))
}

/** What is said of it: in English where its bundle wrote that, else as the bundle wrote it. */
export const descriptionOf = (item) => (look.language === 'en' && item.english ? item.english.description ?? item.description : item.description)
