import { say, read } from './messages.js'

/**
 * A form (表单) is data: `{ fields, start, intro, body, danger }`. A field:
 * `{ name, label, kind, required, hint, options, when, min, max, step }`, `label` and `hint` in both languages `['中文', 'English']`.
 *
 * `kind`: `text` (several lines), `line`, `number`, `date` (legal day), `time` (moment), `choice` (few), `select` (many), `flag`, `account`,
 * `enterprise`, `photos`, `several` (some of many: an array of codes). `most`: how many signs a `text` takes, 2000 where not said. `known`: words a `line` proposes. `options`: code → `['中文', 'English']`, or a function of the values. `when(values)` hides a field the others do not call for.
 */
const shown = (form, values, record) => form.fields.filter((field) => !field.when || field.when(values, record))
export { shown as fieldsShown }

const empty = (value) => value === undefined || value === null || (Array.isArray(value) ? value.length === 0 : String(value).trim() === '')

/** The body to send: empty fields left out, photos as ids; `form.body(values, record)` makes another shape. */
export function bodyOf(form, values, record) {
  const filled = form.body ? form.body(values, record) : Object.fromEntries(shown(form, values, record).map((field) => [field.name, values[field.name]]))
  return Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== undefined && value !== ''))
}

/** Fields left empty that must not be, and numbers out of their range, as `{name: sentence}`; the platform checks again. */
export function missing(form, values, record) {
  const wrong = {}
  for (const field of shown(form, values, record)) {
    const value = values[field.name]
    const label = read(field.label)
    if (empty(value)) {
      if (field.required) wrong[field.name] = say('请填写{label}', 'Please fill in: {label}', { label })
    } else if (field.kind === 'number' && !(Number.isFinite(Number(value)) && Number(value) >= (field.min ?? -Infinity) && Number(value) <= (field.max ?? Infinity))) {
      wrong[field.name] = say('{label}应为数字，{min} 到 {max}', '{label} is a number from {min} to {max}', { label, min: field.min ?? '−∞', max: field.max ?? '∞' })
    }
  }
  return wrong
}

/** A move that a newer platform offers and this page does not know: a note is the best it can ask. */
export const NOTE_ONLY = { fields: [{ name: 'note', label: ['说明', 'Note'], kind: 'text' }] }
