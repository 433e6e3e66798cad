import { ElMessage } from 'element-plus'
import { get, send } from './api.js'
import { changed } from './store.js'

/** Acknowledges an alarm (确认报警). When somebody was quicker, says so and shows the alarm as it now stands. */
export async function acknowledge(alarm, body = {}) {
  const address = `/api/alarms/${encodeURIComponent(alarm.number)}`
  try {
    changed('alarms', await send('POST', `${address}/acknowledgement`, body))
    ElMessage.success(`已确认 ${alarm.number}`)
  } catch (refusal) {
    ElMessage.error({ message: refusal.message, duration: 6000, showClose: true })
    if (refusal.status === 409 || refusal.status === 412) {
      changed('alarms', await get(address))
    }
  }
}
