import { reactive } from 'vue'
import { all } from '../kit/api.js'
import { tried } from '../store.js'

/** Short lists that many forms choose from (名录选项), read when first needed and again after a change. */
export const lists = reactive({ areas: [], units: [], people: [], cells: [], sectors: [] })
const PATHS = { areas: '/api/directory/areas?all=true', units: '/api/directory/units', people: '/api/directory/people', cells: '/api/directory/cells', sectors: '/api/directory/sectors' }
const sectors = async () => (await (await import('../kit/api.js')).get(PATHS.sectors)).items

export function needs(...names) {
  return Promise.all(names.map((name) => tried(async () => { lists[name] = name === 'sectors' ? await sectors() : await all(PATHS[name]) })))
}
