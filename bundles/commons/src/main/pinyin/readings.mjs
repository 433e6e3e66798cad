// Writes readings.txt from pinyin-pro (MIT): `npm i pinyin-pro@3.29.4 && node readings.mjs > readings.txt`.
// One line per set of readings, the usual one first, without tones, ü as v: "dan shan chan<TAB>单單…".
import { polyphonic } from 'pinyin-pro'

const byReadings = new Map()
for (let code = 0x3400; code <= 0x9fff; code++) {
  const character = String.fromCodePoint(code)
  const found = polyphonic(character, { toneType: 'none', type: 'array', v: true })[0]
  const list = (Array.isArray(found) ? found : String(found ?? '').split(' ')).filter((reading) => /^[a-z]+$/.test(reading))
  if (!list.length) continue
  const key = [...new Set(list)].join(' ')
  byReadings.set(key, (byReadings.get(key) ?? '') + character)
}
for (const key of [...byReadings.keys()].sort()) console.log(`${key}\t${byReadings.get(key)}`)
