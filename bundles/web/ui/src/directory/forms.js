import { say } from '../kit/index.js'
import { GRID_ROLES, SCALES, UNIT_KINDS } from './words.js'

// Forms of the directory (名录表单). Each takes the lists it lets one choose from.
const number = (value) => (value === '' || value === null || value === undefined ? null : Number(value))
const text = (value) => (value === '' || value === undefined ? null : value)
const areaOptions = (areas) => Object.fromEntries(areas.filter((area) => !area.closed).map((area) => [area.code, `${area.name}（${area.code}）`]))
const unitOptions = (units) => Object.fromEntries(units.filter((unit) => !unit.closed).map((unit) => [unit.id, unit.name]))
const personOptions = (people) => Object.fromEntries(people.filter((person) => !person.closed).map((person) => [person.id, `${person.name}（${person.unitName}）`]))

export const enterpriseForm = ({ areas, units, cells = [], sectors = [], fresh }) => ({
  fields: [
    ...(fresh ? [{ name: 'creditCode', label: ['统一社会信用代码', 'Credit code'], kind: 'line', required: true, hint: ['18位', '18 characters'] }] : []),
    { name: 'name', label: ['企业名称', 'Name'], kind: 'line', required: true },
    { name: 'area', label: ['所在区划', 'Division'], kind: 'select', required: true, options: areaOptions(areas) },
    // The cells of the division that was chosen; what is kept already stays choosable.
    { name: 'cell', label: ['网格', 'Grid cell'], kind: 'select', options: (values) => Object.fromEntries([...cells.filter((cell) => !cell.closed && cell.code.startsWith(values.area ?? '')).map((cell) => [cell.code, `${cell.name}（${cell.code}）`]), ...(values.cell && !cells.some((cell) => cell.code === values.cell) ? [[values.cell, values.cell]] : [])]) },
    { name: 'industry', label: ['行业代码', 'Industry'], kind: 'line', hint: ['GB/T 4754 四位小类', 'four digits'] },
    { name: 'sector', label: ['监管行业', 'Sector'], kind: 'line', known: sectors },
    { name: 'scale', label: ['规模', 'Size'], kind: 'choice', options: SCALES.table },
    { name: 'lead', label: ['牵头部门', 'Lead'], kind: 'select', options: unitOptions(units) },
    { name: 'departments', label: ['其他监管部门', 'Other departments'], kind: 'several', options: unitOptions(units) },
    { name: 'address', label: ['地址', 'Address'], kind: 'line' },
    { name: 'safetyManager', label: ['安全管理人员', 'Safety manager'], kind: 'line' },
    { name: 'longitude', label: ['经度', 'Longitude'], kind: 'number', min: -180, max: 180, hint: ['CGCS2000，度', 'CGCS2000 degrees'] },
    { name: 'latitude', label: ['纬度', 'Latitude'], kind: 'number', min: -90, max: 90, hint: ['CGCS2000，度', 'CGCS2000 degrees'] },
  ],
  start: (record) => (record ? { ...record, departments: [...(record.departments ?? [])], cell: record.cell ?? '', sector: record.sector ?? '', longitude: record.longitude ?? '', latitude: record.latitude ?? '' } : {}),
  body: (values) => ({
    name: values.name, area: values.area, cell: text(values.cell), industry: text(values.industry), sector: text(values.sector), scale: text(values.scale), lead: text(values.lead),
    departments: values.departments ?? [], address: text(values.address), safetyManager: text(values.safetyManager),
    longitude: number(values.longitude), latitude: number(values.latitude),
  }),
})

export const unitForm = ({ areas, units, fresh }) => ({
  fields: [
    ...(fresh ? [{ name: 'id', label: ['单位代码', 'Id'], kind: 'line', required: true, hint: ['简短、不变，如 yjj', 'short and lasting'] }] : []),
    { name: 'name', label: ['单位名称', 'Name'], kind: 'line', required: true },
    { name: 'kind', label: ['类别', 'Kind'], kind: 'select', options: UNIT_KINDS.table },
    { name: 'area', label: ['所属区划', 'Division'], kind: 'select', required: true, options: areaOptions(areas) },
    { name: 'parent', label: ['上级单位', 'Unit above'], kind: 'select', options: unitOptions(units) },
  ],
  start: (record) => (record ? { name: record.name, kind: record.kind ?? '', area: record.area, parent: record.parent ?? '' } : {}),
  body: (values) => ({ name: values.name, kind: text(values.kind), area: values.area, parent: text(values.parent) }),
})

export const personForm = ({ units, fresh }) => ({
  fields: [
    ...(fresh ? [{ name: 'id', label: ['人员代码', 'Id'], kind: 'line', required: true, hint: ['不变的代码；不要用身份证号码', 'never an identity number'] }] : []),
    { name: 'name', label: ['姓名', 'Name'], kind: 'line', required: true },
    { name: 'unit', label: ['所在单位', 'Unit'], kind: 'select', required: true, options: unitOptions(units) },
    { name: 'account', label: ['登录账号', 'Account'], kind: 'line' },
  ],
  start: (record) => (record ? { name: record.person.name, unit: record.person.unit, account: record.person.account ?? '' } : {}),
  body: (values) => ({ name: values.name, unit: values.unit, account: text(values.account) }),
})

export const nodeForm = ({ fresh }) => ({
  fields: [
    ...(fresh ? [{ name: 'code', label: ['代码', 'Code'], kind: 'line', required: true, hint: ['区划12位；网格14至16位', '12 digits; a cell 14 to 16'] }] : []),
    { name: 'name', label: ['名称', 'Name'], kind: 'line', required: true },
  ],
  start: (record) => (record ? { name: record.name } : {}),
  body: (values) => ({ name: values.name }),
})

export const handoverForm = (people, grid, today) => ({
  intro: ['现任者在接任日的前一天自动离任，任职历史保留。', 'Whoever holds it is released the day before; the history stays.'],
  fields: [
    grid ? { name: 'role', label: ['职责', 'Role'], kind: 'choice', required: true, options: GRID_ROLES.table } : { name: 'title', label: ['职务', 'Position'], kind: 'line', required: true },
    { name: 'person', label: ['接任者', 'Who'], kind: 'select', required: true, options: personOptions(people) },
    { name: 'from', label: ['接任日', 'From'], kind: 'date', required: true },
  ],
  start: grid ? { role: '网格员', from: today } : { from: today },
})

export const closingForm = ({ what, options, today }) => ({
  intro: ['只关闭、不删除：历史保留，以后可以恢复。', 'Closed, never deleted: the history stays and it can be reopened.'],
  fields: [
    { name: 'on', label: ['最后一日', 'Last day'], kind: 'date', required: true },
    ...(options ? [{ name: 'successor', label: what, kind: 'select', options, hint: ['没有可留空', 'none'] }] : []),
    { name: 'reason', label: ['原因', 'Reason'], kind: 'text', required: true },
  ],
  start: { on: today },
})
export const reopeningForm = { fields: [{ name: 'reason', label: ['原因', 'Reason'], kind: 'text', required: true }] }
export const phoneForm = { intro: ['加密保存，查看须写明原因并留痕。留空为删除。', 'Kept sealed; left empty it is taken away.'], fields: [{ name: 'phone', label: ['联系电话', 'Telephone'], kind: 'line' }], body: (values) => ({ phone: values.phone || null }) }
export const openingForm = {
  intro: ['查看会写入日志：谁、何时、为什么。', 'The journal keeps who asked, when and why.'],
  fields: [{ name: 'reason', label: ['原因', 'Why'], kind: 'line', required: true, hint: ['如 报警处置联系企业', 'e.g. alarm'] }],
}
export { areaOptions, unitOptions, personOptions, say }
