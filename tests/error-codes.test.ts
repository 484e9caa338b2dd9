import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { readCodes } from './architecture/read-codes.ts'
import { readFiles } from './architecture/read-files.ts'

const codes = readCodes(readFiles(dirname(dirname(fileURLToPath(import.meta.url)))))

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

  it('are those that endpoints announce', () => {
    const announced = allEndpoints.flatMap(({ errors = [] }) => errors)
    expect(announced.filter((code) => !codes.has(code))).toEqual([])
    expect(announced.filter((code) => wrongs.test(code))).toEqual([])
  })
})
