import { all, get } from 'shoutu'
import { say } from 'shoutu/kit'
import { HUES, LEVELS } from './states.js'

const RANK = { MAJOR: 1, CONSIDERABLE: 4, GENERAL: 7, LOW: 8 }
const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString()

/**
 * Risk units in four colours on the map (四色图): the same list as 风险清单, coloured by the current level, which open hazards, alarms and warnings move; without a place of its own a unit
 * stands where its enterprise does. The map, its list and its count are made of this one answer.
 */
export const RiskLayer = {
  title: ['风险四色', 'Risks'], facts: ['hazard.*'],
  legend: Object.entries(HUES).map(([code, tone]) => ({ shape: 'hexagon', tone, label: LEVELS.table[code] })),
  async rule() { return (await get('/api/risks/colours')).rule },
  async load({ area, text, sector }) {
    const [units, homes] = await Promise.all([all('/api/risks'), get(`/api/directory/places?${query({ area, sector })}`).then((found) => found.items)])
    const home = new Map(homes.map((each) => [each.creditCode, each]))
    const says = (...values) => !text || values.some((value) => (value ?? '').toLowerCase().includes(text.toLowerCase()))
    return units.filter((unit) => unit.current && unit.state !== 'REMOVED' && (!(area || sector) || home.has(unit.enterprise)) && says(unit.name, unit.number, unit.place, home.get(unit.enterprise)?.name)).map((unit) => ({
      key: `risk/${unit.number}`, title: unit.name, hint: `${unit.number} · ${say('剩余', 'residual')} ${unit.residual?.label ?? '—'}`, address: `#/risks/${unit.number}`,
      longitude: unit.longitude ?? home.get(unit.enterprise)?.longitude ?? null, latitude: unit.latitude ?? home.get(unit.enterprise)?.latitude ?? null,
      shape: 'hexagon', tone: HUES[unit.current.level], word: LEVELS(unit.current.level), rank: RANK[unit.current.level],
    }))
  },
}
