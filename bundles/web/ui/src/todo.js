import { reactive } from 'vue'
import { get } from './kit/api.js'

/** My queue (今日待办) as last read; the menu shows how many, the home page all of them. */
export const todo = reactive({ items: [], total: null, failures: [], problem: '', read: false, asOf: null })

let running = null
/** Reads it anew; while it is being read nobody asks twice. */
export function readTodo() {
  running ??= get('/api/todo?limit=200').then((answer) => {
    Object.assign(todo, { items: answer.items, total: answer.total, failures: answer.failures, asOf: answer.asOf, problem: '', read: true })
  }, (refusal) => {
    if (refusal.status === undefined) throw refusal
    todo.problem = refusal.message
  }).finally(() => { running = null })
  return running
}

export function forgetTodo() {
  Object.assign(todo, { items: [], total: null, failures: [], problem: '', read: false, asOf: null })
}

/** Degrees of urgency: how each looks; the shape tells them apart where colour cannot. */
export const DEGREES = {
  LEGAL_DEADLINE_PASSED: { tone: 'red', mark: 'stop', words: ['法定期限已过', 'Legal deadline passed'] },
  LIVE_ALARM_CRITICAL: { tone: 'red', mark: 'bell', words: ['特急报警', 'Critical alarm'] },
  TIME_LIMIT_PASSED: { tone: 'orange', mark: 'clock', words: ['规定时限已过', 'Time limit passed'] },
  LIVE_ALARM_HIGH: { tone: 'orange', mark: 'bell', words: ['高级报警', 'High alarm'] },
  DUE_TODAY: { tone: 'orange', mark: 'clock', words: ['今天到期', 'Due today'] },
  DUE_SOON: { tone: 'yellow', mark: 'clock', words: ['三天内到期', 'Due in three days'] },
  LIVE_ALARM_MEDIUM: { tone: 'yellow', mark: 'bell', words: ['中级报警', 'Medium alarm'] },
  LIVE_ALARM_LOW: { tone: 'blue', mark: 'bell', words: ['低级报警', 'Low alarm'] },
  WAITING: { tone: '', mark: 'todo', words: ['待办理', 'Waiting'] },
}

/** Items in groups of one degree, in the order they stand. */
export function grouped(items) {
  const groups = []
  for (const item of items) {
    if (groups.at(-1)?.urgency !== item.urgency) groups.push({ urgency: item.urgency, items: [] })
    groups.at(-1).items.push(item)
  }
  return groups
}
