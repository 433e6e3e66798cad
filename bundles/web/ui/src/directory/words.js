import { facts, kinds, say, terms } from '../kit/index.js'

// How the directory reads (名录用语).
export const SCALES = terms({ LARGE: ['大型', 'Large'], MEDIUM: ['中型', 'Medium'], SMALL: ['小型', 'Small'], MICRO: ['微型', 'Micro'] })
export const UNIT_KINDS = terms({
  PARTY_GOVERNMENT: ['党委政府', 'Party and government'], DEPARTMENT: ['部门', 'Department'], COMMITTEE: ['专委会', 'Committee'], TOWNSHIP: ['乡镇街道', 'Township'],
  PARK: ['园区管委会', 'Park'], VILLAGE: ['村居', 'Village'], OFFICE: ['科室站所', 'Office'], OTHER: ['其他', 'Other'],
})
export const GRID_ROLES = terms({ 网格长: ['网格长', 'Head of the cell'], 网格员: ['网格员', 'Grid member'], 安全员: ['安全员', 'Safety officer'] })
facts({
  'directory.changed': ['名录变更', 'Directory changed'], 'directory.closed': ['关闭', 'Closed'], 'directory.reopened': ['恢复', 'Reopened'],
  'directory.handed-over': ['任命、交接', 'Handed over'], 'vault.read': ['查看联系电话', 'Telephone shown'], 'map.sheet-imported': ['导入边界地图', 'Map imported'],
})
kinds({
  enterprise: { name: ['企业', 'Enterprise'], page: 'directory/enterprises' }, unit: { name: ['单位', 'Unit'], page: 'directory/units' },
  person: { name: ['人员', 'Person'], page: 'directory/people' }, area: { name: ['区划', 'Division'], page: 'directory/areas' }, cell: { name: ['网格', 'Grid cell'], page: 'directory/cells' },
})

/** Names of the fields that facts of the directory carry. */
export const FIELDS = {
  change: ['变更', 'Change'], before: ['变更前', 'Before'], after: ['变更后', 'After'], reason: ['原因', 'Reason'], on: ['最后一日', 'Last day'], successor: ['并入、承接', 'Successor'], area: ['区划', 'Division'],
  unit: ['单位', 'Unit'], position: ['职务', 'Position'], person: ['人员', 'Person'], from: ['起始日', 'From'], to: ['结束日', 'To'], role: ['职责', 'Role'], also: ['另有变更', 'Also'], contact: ['联系方式', 'Contact'],
  released: ['卸任', 'Released'], field: ['项目', 'Field'],
}
const COLUMNS = terms({ name: ['名称', 'Name'], area: ['区划', 'Division'], parent: ['上级单位', 'Unit above'], kind: ['类别', 'Kind'], unit: ['单位', 'Unit'], industry: ['行业代码', 'Industry'], sector: ['监管行业', 'Sector'], lead: ['牵头部门', 'Lead'], longitude: ['经度', 'Longitude'], latitude: ['纬度', 'Latitude'], scale: ['规模', 'Size'], address: ['地址', 'Address'], departments: ['监管部门', 'Departments'], cell: ['网格', 'Cell'], account: ['登录账号', 'Account'], safetyManager: ['安全管理人员', 'Safety manager'], phone: ['联系电话', 'Telephone'] })
const CHANGES = terms({ created: ['新登记', 'Registered'], changed: ['修改', 'Changed'] })

/** How the fields of facts of the directory are read; `lists` gives the names behind codes. */
export function values(lists) {
  const name = (rows, key, code) => rows.find((row) => row[key] === code)?.name ?? code
  const one = (field, value) => (value === null || value === '' ? say('空', 'nothing') : field === 'scale' ? SCALES(value) : field === 'kind' ? UNIT_KINDS(value) : field === 'area' ? name(lists.areas, 'code', value) : ['unit', 'parent', 'lead'].includes(field) ? name(lists.units, 'id', value) : Array.isArray(value) ? value.map((each) => name(lists.units, 'id', each)).join('、') : value)
  const all = (object) => Object.entries(object ?? {}).map(([field, value]) => `${COLUMNS(field)} ${one(field, value)}`).join('；')
  return {
    change: CHANGES, before: all, after: all, also: (fields) => [fields].flat().map(COLUMNS).join('、'), contact: COLUMNS, field: COLUMNS, area: (code) => name(lists.areas, 'code', code), unit: (id) => name(lists.units, 'id', id),
    person: (id) => name(lists.people, 'id', id), released: (ids) => [ids].flat().map((id) => name(lists.people, 'id', id)).join('、'), successor: (code) => name(lists.areas, 'code', name(lists.units, 'id', code)),
  }
}


/** The level of a division code: 1 province … 5 village, 6 a cell of the grid. */
export const level = (code) => (code.length > 12 ? 6 : !code.endsWith('000') ? 5 : !code.endsWith('000000') ? 4 : !code.startsWith('00', 4) ? 3 : code.startsWith('00', 2) ? 1 : 2)
export const LEVELS = terms({ 1: ['省', 'Province'], 2: ['市', 'City'], 3: ['县', 'County'], 4: ['乡镇街道', 'Township'], 5: ['村居', 'Village'], 6: ['网格', 'Cell'] })

/** The division above a code, or null. */
export function above(code) {
  switch (level(code)) {
    case 6: return code.slice(0, 12)
    case 5: return `${code.slice(0, 9)}000`
    case 4: return `${code.slice(0, 6)}000000`
    case 3: return `${code.slice(0, 4)}00000000`
    case 2: return `${code.slice(0, 2)}0000000000`
    default: return null
  }
}

/** Divisions and cells as a tree: `[{ code, name, closed, level, children }]`; what has nothing above it here is at the top. */
export function tree(nodes) {
  const byCode = new Map(nodes.map((node) => [node.code, { ...node, level: level(node.code), children: [] }]))
  const top = []
  for (const node of [...byCode.values()].sort((a, b) => a.code.localeCompare(b.code))) {
    const parent = byCode.get(above(node.code))
    if (parent) parent.children.push(node)
    else top.push(node)
  }
  return top
}

/** Whether a credit code's check character is right (GB 32100-2015); the platform checks again. */
export function creditCodeValid(text) {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  if (!/^[0-9A-Z]{18}$/.test(text ?? '') || [...text].some((character) => !alphabet.includes(character))) return false
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(text[i]), 0)
  return alphabet[(31 - (sum % 31)) % 31] === text[17]
}
