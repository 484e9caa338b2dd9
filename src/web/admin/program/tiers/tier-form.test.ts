import { describe, expect, test } from 'vitest'
import { tierLadderInput } from '#contract/endpoints/programs.ts'
import { chosenKind, isBare, newPrivilege, offeredKinds } from './privilege-form.ts'
import { addLevel, changeLevel, faultOfLadder, firstLadder } from './tier-form.ts'

const ladder = firstLadder({ silver: 'Silber', gold: 'Gold' })

describe('the tiers being changed', () => {
  test('the first ladder is one the program takes', () => {
    expect(tierLadderInput.safeParse(ladder).success).toBe(true)
    expect(faultOfLadder(ladder)).toBeNull()
  })

  test('a level lies where its threshold puts it', () => {
    const { levels } = changeLevel(ladder, 'silver', { threshold: 50 })
    expect(levels.map(({ key }) => key)).toEqual(['gold', 'silver'])
  })

  test('a further level stands above all others, under a key of its own', () => {
    const { levels } = addLevel(addLevel(ladder))
    expect(levels.map(({ key, threshold }) => [key, threshold])).toEqual([
      ['silver', 12],
      ['gold', 40],
      ['level', 80],
      ['level_2', 160],
    ])
  })

  test('a further level waits for its name', () => {
    const added = addLevel(ladder)
    expect(faultOfLadder(added)).toBe('name')
    expect(faultOfLadder(changeLevel(added, 'level', { name: 'Platin' }))).toBeNull()
  })

  test('what is missing is said', () => {
    expect(faultOfLadder(changeLevel(ladder, 'gold', { name: ' ' }))).toBe('name')
    expect(faultOfLadder(changeLevel(ladder, 'gold', { name: 'Silber' }))).toBe('same')
    expect(faultOfLadder({ ...ladder, basis: 'points' })).toBe('currency')
    const bare = [{ kind: 'service' as const, text: '' }]
    expect(faultOfLadder(changeLevel(ladder, 'gold', { privileges: bare }))).toBe('privilege')
  })

  test('every kind of privilege but one in own words says something as it begins', () => {
    const begun = offeredKinds.map((kind) => newPrivilege(kind, 'Ein Keks'))
    const { levels } = changeLevel(ladder, 'gold', { privileges: begun })
    const { privileges } = levels.at(-1)!
    expect(privileges.filter(isBare).map(({ kind }) => kind)).toEqual(['own_words'])
    expect(begun.map(chosenKind)).toEqual([...offeredKinds])
    const said = changeLevel(ladder, 'gold', { privileges: begun.filter((one) => !isBare(one)) })
    expect(tierLadderInput.safeParse(said).success).toBe(true)
  })

  test('what was said in plain words before is still said in own words', () => {
    expect(chosenKind({ kind: 'service', text: 'Fensterplatz' })).toBe('own_words')
    expect(chosenKind({ kind: 'early_access', text: 'Röstung zuerst' })).toBe('own_words')
    expect(chosenKind({ kind: 'early_access', days: 3 })).toBe('early_access')
  })

  test('without a level there are no tiers', () => {
    expect(changeLevel(changeLevel(ladder, 'gold', null), 'silver', null).levels).toEqual([])
  })
})
