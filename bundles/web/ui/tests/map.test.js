import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { devices, enterprises, hazards, ordered, prefix, tally, worst } from '../src/map/layers.js'

const ANSWERS = {
  places: [{ creditCode: 'E1', name: '恒渡化工', area: '990123400201', sector: '危险化学品', longitude: 146.2, latitude: 33.1 }, { creditCode: 'E2', name: '石埠家具', area: '990123101202', sector: '粉尘涉爆', longitude: null, latitude: null }],
  devices: [
    { id: 'AL-1', name: '恒渡1号', enterprise: 'E1', area: '990123400201', longitude: 146.21, latitude: 33.11, enabled: true },
    { id: 'AL-2', name: '恒渡2号', enterprise: 'E1', area: null, longitude: null, latitude: null, enabled: true, lastSeen: new Date().toISOString() },
    { id: 'AL-3', name: '石埠1号', enterprise: 'E2', area: '990123101202', longitude: null, latitude: null, enabled: false },
  ],
  alarms: [{ number: 'BJ-1', device: 'AL-1', priority: 'LOW', title: '低' }, { number: 'BJ-2', device: 'AL-1', priority: 'HIGH', title: '高' }],
  hazards: [{ number: 'YH-1', title: '泄漏', enterprise: 'E1', device: 'AL-1', overdue: true, stateLabel: '整改中' }, { number: 'YH-2', title: '积尘', enterprise: 'E2', grade: 'MAJOR', stateLabel: '已登记' }],
}

describe('what the map shows', () => {
  let asked
  beforeEach(() => {
    asked = []
    vi.stubGlobal('fetch', async (path) => {
      asked.push(path)
      const kind = Object.keys(ANSWERS).find((name) => path.includes(`/${name}`))
      const area = new URL(path, 'http://x').searchParams.get('area')
      const items = ANSWERS[kind].filter((each) => kind !== 'places' || !area || each.area.startsWith(prefix(area)))
      return { ok: true, status: 200, json: async () => ({ items, next: null, total: items.length }) }
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('puts the worst alarm of a device before its place and its name', async () => {
    expect(worst(ANSWERS.alarms).get('AL-1').number).toBe('BJ-2')
    const items = await devices.load({})
    expect(items.map((each) => [each.key, each.shape, each.tone])).toEqual([['device/AL-1', 'triangle', 'red'], ['device/AL-2', 'square', 'green'], ['device/AL-3', 'square', 'grey']])
    expect(items[0].address).toBe('#/alarms/BJ-2')
    expect([items[1].longitude, items[1].latitude]).toEqual([146.2, 33.1])
    expect(items[2].longitude).toBeNull()
  })

  it('tells a device that is silent, or was never heard, from one that reports', async () => {
    const own = ANSWERS.devices
    const minutesAgo = (n) => new Date(Date.now() - n * 60_000).toISOString()
    ANSWERS.devices = [4, 6, null].map((n, i) => ({ id: `D-${i}`, name: `${i}号`, enterprise: 'E1', area: null, longitude: 1, latitude: 1, enabled: true, lastSeen: n && minutesAgo(n) }))
    expect((await devices.load({})).map((each) => each.word)).toEqual(['设备，无报警', '设备，没有数据', '设备，从未报数'])
    ANSWERS.devices = own
  })

  it('shows a hazard where its device stands, else where its enterprise does', async () => {
    const items = await hazards.load({})
    expect(items[0]).toMatchObject({ shape: 'diamond', tone: 'red', longitude: 146.21 })
    expect(items[1]).toMatchObject({ word: '重大隐患', longitude: null })
  })

  it('limits every layer to the division alike', async () => {
    const query = { area: '990123400000' }
    expect((await enterprises.load(query)).map((each) => each.key)).toEqual(['enterprise/E1'])
    expect((await devices.load(query)).map((each) => each.key)).toEqual(['device/AL-1', 'device/AL-2'])
    expect((await hazards.load(query)).map((each) => each.key)).toEqual(['hazard/YH-1'])
  })

  it('counts what is on the map and what stands nowhere, and both are all', async () => {
    const items = ordered([...(await enterprises.load({})), ...(await devices.load({})), ...(await hazards.load({}))])
    const { all, placed, nowhere } = tally(items)
    expect([all, placed.length, nowhere]).toEqual([7, 4, 3])
    expect(items[0].key).toBe('device/AL-1')
  })

  it('knows which digits all divisions inside one share', () => {
    expect(['990000000000', '990100000000', '990123000000', '990123101000', '990123101200'].map(prefix)).toEqual(['99', '9901', '990123', '990123101', '990123101200'])
  })
})
