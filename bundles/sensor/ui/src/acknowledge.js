import { ElMessage } from 'element-plus'
import { send } from 'shoutu'
import { say, touch } from 'shoutu/kit'

export const isActive = (alarm) => alarm.state !== 'NORM'
export const needsAcknowledgement = (alarm) => alarm.recorded !== false && (alarm.state === 'UNACK' || alarm.state === 'RTNUN')

/** Acknowledges an alarm (确认报警). When somebody was quicker, says so and has the alarm read again. */
export async function acknowledge(alarm, body = {}) {
  try {
    await send('POST', `/api/alarms/${encodeURIComponent(alarm.number)}/acknowledgement`, body)
    ElMessage.success(say('已确认 {n}', '{n} acknowledged', { n: alarm.number }))
  } catch (refusal) {
    if (refusal.status === undefined) throw refusal
    ElMessage.error({ message: refusal.message, duration: 6000, showClose: true })
  }
  touch(`alarm/${alarm.number}`)
}
