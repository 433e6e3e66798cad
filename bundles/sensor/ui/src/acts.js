import { Refusal, send } from 'shoutu'
import { say, whyNot } from 'shoutu/kit'
import { acknowledge, read, show } from './desk.js'
import { moveOf } from './model.js'
import { CAUSES } from './words.js'

/** What people do with alarms (处置动作): word of the address → what it is called, what it asks, what it sends. */
export const ACTS = {
  acknowledgement: {
    label: ['确认报警', 'Acknowledge'], done: ['已确认', 'acknowledged'],
    form: { fields: [{ name: 'note', label: ['备注', 'Note'], kind: 'line', hint: ['可不填：已通知谁、现场如何', 'Optional: who was told, how it looks'] }] },
  },
  comments: { label: ['添加备注', 'Comment'], done: ['已备注', 'commented'], form: { fields: [{ name: 'text', label: ['备注', 'Comment'], kind: 'text', required: true, hint: ['谁、何时、做了什么', 'Who did what, when'] }] } },
  shelving: {
    label: ['搁置报警', 'Shelve'], done: ['已搁置', 'shelved'],
    form: {
      intro: ['搁置期间不发声、不通知；到时自动恢复为未确认。特急报警须另一人批准后才生效。', 'No sound and no notice until it runs out; then it comes back unacknowledged. A critical one needs another person’s approval.'],
      fields: [
        { name: 'minutes', label: ['搁置时长', 'For'], kind: 'select', required: true, options: { 15: ['15 分钟', '15 min'], 30: ['30 分钟', '30 min'], 60: ['1 小时', '1 h'], 120: ['2 小时', '2 h'], 240: ['4 小时', '4 h'], 480: ['8 小时', '8 h'] } },
        { name: 'reason', label: ['原因', 'Reason'], kind: 'text', required: true, hint: ['例如：正在检修，现场有人看守', 'e.g. under repair, somebody is on site'] },
      ],
      start: { minutes: '30' }, body: (values) => ({ minutes: Number(values.minutes), reason: values.reason }),
    },
  },
  unshelving: { label: ['取消搁置', 'Unshelve'], done: ['已取消搁置', 'unshelved'], form: { fields: [] } },
  reset: { label: ['复位', 'Reset'], done: ['已复位', 'reset'], form: { fields: [] } },
  assignment: { label: ['分派处置', 'Assign'], done: ['已分派', 'assigned'], form: { fields: [{ name: 'assignee', label: ['处置人', 'To'], kind: 'account', required: true }] } },
  disposition: {
    label: ['填写处置结论', 'Dispose of'], done: ['已填写结论', 'disposed of'],
    form: { fields: [{ name: 'cause', label: ['原因', 'Cause'], kind: 'choice', required: true, options: CAUSES }, { name: 'conclusion', label: ['结论', 'Conclusion'], kind: 'text', required: true, hint: ['查到什么、怎么处理的', 'What was found and done'] }] },
  },
  reopening: { label: ['重新处置', 'Reopen'], done: ['已重新打开', 'reopened'], form: { fields: [{ name: 'reason', label: ['原因', 'Reason'], kind: 'text', required: true }] } },
}

/** Why this cannot be done with this alarm now, as people read it; null where it can, or where only the platform knows. */
export function hindrance(alarm, word) {
  if (alarm.recorded === false) return say('尚未入账，恢复后才能办理', 'not recorded yet')
  if (word === 'comments' || alarm.partial) return null
  const move = moveOf(alarm, word)
  return move && !move.allowed ? whyNot(move) : null
}

/** Does it with each of these; answers `{done, refused: [{number, text}]}`. What one refuses leaves the others done. */
export async function act(word, alarms, body) {
  if (word === 'acknowledgement') return acknowledge(alarms, body.note ?? '')
  const refused = []
  let done = 0
  for (const alarm of alarms) {
    try {
      const answer = await send('POST', `/api/alarms/${encodeURIComponent(alarm.number)}/${word}`, body)
      done++
      if (answer?.number === alarm.number && answer?.state) show(answer)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      // One field wrong is wrong for all: the form shows it.
      if (refusal.field && alarms.length === 1) throw refusal
      refused.push({ number: alarm.number, text: refusal.message })
    }
  }
  read()
  return { done, refused }
}
