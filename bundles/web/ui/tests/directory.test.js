import { describe, expect, it } from 'vitest'
import { enterpriseForm } from '../src/directory/forms.js'
import { LEVELS, above, creditCodeValid, level, tree } from '../src/directory/words.js'
import { bodyOf } from '../src/kit/forms.js'

describe('the grid', () => {
  it('knows the level of a code and what lies above it', () => {
    expect(['990000000000', '990100000000', '990123000000', '990123101000', '990123101200', '99012310120001'].map(level)).toEqual([1, 2, 3, 4, 5, 6])
    expect(LEVELS(level('990123101000'))).toBe('乡镇街道')
    expect(above('99012310120001')).toBe('990123101200')
    expect(above('990123101200')).toBe('990123101000')
    expect(above('990123101000')).toBe('990123000000')
    expect(above('990000000000')).toBeNull()
  })

  it('becomes a tree whose top is what has nothing above it here', () => {
    const roots = tree([{ code: '99012310120001', name: '一网格' }, { code: '990123101200', name: '村' }, { code: '990123000000', name: '县' }, { code: '990123101000', name: '镇' }])
    expect(roots.map((node) => node.name)).toEqual(['县'])
    expect(roots[0].children[0].children[0].children[0].name).toBe('一网格')
  })
})

describe('an enterprise', () => {
  it('has a credit code whose check character is looked at before it is sent', () => {
    for (const real of ['91350100M000100Y43', '9144030071526726XG', '91440300708461136T']) {
      expect(creditCodeValid(real)).toBe(true)
      expect(creditCodeValid(real.slice(0, 17) + (real[17] === '0' ? '1' : '0'))).toBe(false)
    }
    expect(creditCodeValid('91350100I000100Y43')).toBe(false)
    expect(creditCodeValid(null)).toBe(false)
  })

  it('is sent with what was typed, empty fields as nothing', () => {
    const form = enterpriseForm({ areas: [], units: [] })
    const values = { ...form.start({ name: '甲厂', area: '990123101000', departments: ['xf', 'scj'], longitude: 146.1, latitude: 33.2, cell: null }), sector: '' }
    expect(values.departments).toEqual(['xf', 'scj'])
    expect(bodyOf(form, values)).toMatchObject({ name: '甲厂', departments: ['xf', 'scj'], longitude: 146.1, sector: null, cell: null })
    expect(bodyOf(form, { ...values, longitude: '', latitude: '' })).toMatchObject({ longitude: null, latitude: null })
  })
})
