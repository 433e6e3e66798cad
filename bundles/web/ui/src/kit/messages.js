import { look } from './look.js'

const filled = (text, values) => (values ? text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '') : text)

/** One text in both languages (双语): Chinese where English is missing. Reactive where it is used in a template or computed value. */
export const say = (chinese, english, values) => filled(look.language === 'en' && english ? english : chinese, values)

/** `[中文, English]`, a plain text, or a function of nothing → what people read now. */
export const read = (both) => (typeof both === 'function' ? both() : Array.isArray(both) ? say(both[0], both[1]) : both ?? '')

/**
 * A message table (文字表): `const t = messages({ count: ['共 {n} 条', '{n} records'] })`, `t('count', { n: 3 })`.
 * A key nobody wrote is shown as it is, so that it is seen.
 */
export const messages = (table) => (key, values) => (table[key] === undefined ? key : filled(read(table[key]), values))

/** A table of codes (代码表): `const STATES = terms({ UNACK: ['未确认', 'Unacknowledged'] })`, `STATES('UNACK')`; unknown codes are shown as they are. */
export function terms(table) {
  const label = (code) => (code === null || code === undefined ? '' : table[code] === undefined ? String(code) : read(table[code]))
  label.table = table
  return label
}

/** The title of a page or widget: language → text. */
export const titleOf = (titles) => titles?.[look.language] ?? titles?.['zh-CN'] ?? ''
