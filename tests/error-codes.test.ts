import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { isGiven, readCodes } from './architecture/read-codes.ts'
import { readFiles } from './architecture/read-files.ts'

const house = readFiles(dirname(dirname(fileURLToPath(import.meta.url))))
const codes = readCodes(house)

/** Words that say what is wrong, and so stand behind the thing it is wrong with. */
const wrongs =
  /^(?:unknown|too|invalid|malformed|missing|not|no|wrong|empty|negative|other|last|already|un[a-z]+able|unsupported)_/

describe('the codes of refusals', () => {
  it('are found wherever one is given', () => {
    const given = ['customer_not_found', 'event_too_large', 'import_file_excel', 'range_empty']
    expect([...codes]).toEqual(expect.arrayContaining([...given, 'date_unreadable', 'staff_ended']))
  })

  it('name the thing first, then what is wrong with it', () => {
    expect([...codes].filter((code) => wrongs.test(code))).toEqual([])
  })

  it('are of lower-case words and say more than the status', () => {
    expect([...codes].filter((code) => !/^[a-z]+(?:_[a-z0-9]+)+$/.test(code))).toEqual([
      'unauthenticated',
    ])
  })

  it('never say the same twice, the words in another order', () => {
    const byWords = Map.groupBy(codes, (code) => code.split('_').sort().join(' '))
    expect([...byWords.values()].filter((same) => same.length > 1)).toEqual([])
  })

  it('are given somewhere, where an endpoint announces them', () => {
    const announced = allEndpoints.flatMap(({ errors = [] }) => errors)
    const given = isGiven(house)
    expect(announced.filter((code) => !given(code))).toEqual([])
    expect(given('store_sold')).toBe(false)
    expect(announced.filter((code) => wrongs.test(code))).toEqual([])
  })
})
