import { all, get } from '../kit/api.js'
import { say } from '../kit/messages.js'
import { queryOf } from '../kit/logic.js'
import { PRIORITIES } from '../kit/words.js'

/**
 * What the map shows (地图图层). A layer is `{ id, title: ['中文', 'English'], facts, load(query) }`; `load({ area, text, sector })` answers all that lies inside
 * the asker's scope as `[{ key, title, hint, address, longitude, latitude, shape, tone, word, rank }]`: map, list and count are made of this one answer.
 *
 * `shape`: circle, square, triangle, diamond, hexagon; `tone`: blue, green, grey, yellow, orange, red; `word`: the state in words; `rank`: urgent ones first, 0 before 9;
 * `longitude`, `latitude`: CGCS2000, or null for what stands nowhere yet. A layer may bring its own `legend` (`[{ shape, tone, label }]`) and `rule()`, a sentence on its colours. Bundles bring layers by widgets of the place `map-layer`, which export such an object.
 */
const inside = (area, code) => !area || (code ?? '').startsWith(prefix(area))
/** The digits that all divisions inside one share. */
export const prefix = (area) => (!area.endsWith('000') ? area : !area.endsWith('000000') ? area.slice(0, 9) : !area.startsWith('00', 4) ? area.slice(0, 6) : area.startsWith('00', 2) ? area.slice(0, 2) : area.slice(0, 4))
const says = (text, ...values) => !text || values.some((value) => (value ?? '').toLowerCase().includes(text.toLowerCase()))

const places = async (query = {}) => (await get(`/api/directory/places?${queryOf(query)}`)).items

export const ALARM_TONES = { CRITICAL: 'red', HIGH: 'red', MEDIUM: 'orange', LOW: 'yellow' }
export const RANKS = { CRITICAL: 0, HIGH: 1, MEDIUM: 2, LOW: 3 }

export const enterprises = {
  id: 'enterprises', title: ['企业', 'Enterprises'], facts: ['directory.*'],
  async load(query) {
    return (await places(query)).map((e) => ({
      key: `enterprise/${e.creditCode}`, title: e.name, hint: e.sector ?? '', address: `#/directory/enterprises/${e.creditCode}`, longitude: e.longitude, latitude: e.latitude,
      shape: 'circle', tone: 'blue', word: say('企业', 'Enterprise'), rank: 8,
    }))
  },
}

/** The worst active alarm of each device: device → alarm. */
export function worst(alarms) {
  const found = new Map()
  for (const alarm of alarms) {
    const other = found.get(alarm.device)
    if (!other || (RANKS[alarm.priority] ?? 9) < (RANKS[other.priority] ?? 9)) found.set(alarm.device, alarm)
  }
  return found
}

/** Silent for so long, a device is shown as one without data, as the page of devices does. */
const SILENT = 300_000
function quiet(device) {
  if (!device.enabled) return { shape: 'square', tone: 'grey', word: say('设备，已停用', 'Device, off'), rank: 9 }
  if (!device.lastSeen) return { shape: 'square', tone: 'yellow', word: say('设备，从未报数', 'Device, never heard'), rank: 6 }
  if (Date.now() - new Date(device.lastSeen) > SILENT) return { shape: 'square', tone: 'orange', word: say('设备，没有数据', 'Device, silent'), rank: 6 }
  return { shape: 'square', tone: 'green', word: say('设备，无报警', 'Device, no alarm'), rank: 7 }
}

export const devices = {
  id: 'devices', title: ['设备', 'Devices'], facts: ['sensor.*'],
  async load({ area, text, sector }) {
    const [found, alarms, homes] = await Promise.all([all('/api/devices'), all('/api/alarms?state=active'), places(area || sector ? { area, sector } : {})])
    const ringing = worst(alarms)
    const home = new Map(homes.map((each) => [each.creditCode, each]))
    return found.filter((device) => {
      const at = home.get(device.enterprise)
      if (sector && !at) return false
      return (device.area ? inside(area, device.area) : !area || at) && says(text, device.name, device.id, at?.name)
    }).map((device) => {
      const alarm = ringing.get(device.id)
      const at = home.get(device.enterprise)
      return {
        key: `device/${device.id}`, title: device.name, hint: alarm ? alarm.title : device.id, address: alarm ? `#/alarms/${alarm.number}` : `#/devices/${device.id}`,
        longitude: device.longitude ?? at?.longitude ?? null, latitude: device.latitude ?? at?.latitude ?? null,
        ...(alarm ? { shape: 'triangle', tone: ALARM_TONES[alarm.priority] ?? 'orange', word: say('{p}报警', '{p} alarm', { p: PRIORITIES(alarm.priority) }), rank: RANKS[alarm.priority] ?? 4 }
          : quiet(device)),
      }
    })
  },
}

export const hazards = {
  id: 'hazards', title: ['隐患', 'Hazards'], facts: ['hazard.*'],
  async load({ area, text, sector }) {
    const [open, homes, found] = await Promise.all([all('/api/hazards?open=true'), places(area || sector ? { area, sector } : {}), all('/api/devices')])
    const home = new Map(homes.map((each) => [each.creditCode, each]))
    const device = new Map(found.map((each) => [each.id, each]))
    return open.filter((hazard) => {
      const at = home.get(hazard.enterprise)
      if (sector && !at) return false
      return (hazard.area ? inside(area, hazard.area) : !area || at) && says(text, hazard.title, hazard.number, hazard.place, at?.name)
    }).map((hazard) => {
      const at = device.get(hazard.device)?.longitude != null ? device.get(hazard.device) : home.get(hazard.enterprise)
      const major = hazard.grade === 'MAJOR'
      return {
        key: `hazard/${hazard.number}`, title: hazard.title, hint: `${hazard.number} · ${hazard.stateLabel ?? ''}`, address: `#/hazards/${hazard.number}`, longitude: at?.longitude ?? null, latitude: at?.latitude ?? null,
        shape: 'diamond', tone: hazard.overdue ? 'red' : major ? 'red' : 'orange', rank: hazard.overdue ? 2 : major ? 3 : 5,
        word: hazard.overdue ? say('隐患，逾期', 'Hazard, overdue') : major ? say('重大隐患', 'Major hazard') : say('隐患', 'Hazard'),
      }
    })
  },
}

export const OWN_LAYERS = [enterprises, devices, hazards]

/** Urgent ones first, then by name: the order of the list, and who lies on top on the map. */
export const ordered = (items) => [...items].sort((a, b) => a.rank - b.rank || a.title.localeCompare(b.title, 'zh'))

/** What map and list say of themselves: all, those on the map, those that stand nowhere yet. */
export function tally(items) {
  const placed = items.filter((item) => Number.isFinite(item.longitude) && Number.isFinite(item.latitude))
  return { all: items.length, placed, nowhere: items.length - placed.length }
}
