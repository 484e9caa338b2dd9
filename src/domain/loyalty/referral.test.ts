import { describe, expect, test } from 'vitest'
import { referralTerms } from '#contract/language/referral-terms.ts'
import { berlin } from '../../../tests/program-lives.ts'
import { followReferral, type RecruitPurchase, type Traits, whyNoReferral } from './referral.ts'

const person = (customer: string, rest: Partial<Traits> = {}): Traits => ({
  customer,
  email: [],
  phone: [],
  address: [],
  card: [],
  device: [],
  payment: [],
  ...rest,
})
const followed = Date.UTC(2026, 4, 4, 9)
const reasons = (
  referrer: Partial<Traits>,
  recruit: Partial<Traits>,
  knownSinceMillis: number | null = null,
) =>
  whyNoReferral({
    referrer: person('anna', referrer),
    recruit: person('bert', recruit),
    followedMillis: followed,
    knownSinceMillis,
    toldMillis: null,
  })

describe('a friend is somebody else', () => {
  test('who shares nothing counts', () => {
    expect(reasons({ email: ['anna@example.org'] }, { email: ['bert@example.org'] })).toEqual([])
  })

  const disguises: [keyof Omit<Traits, 'customer'>, string, string][] = [
    ['email', 'Anna.Muster@gmail.com', 'annamuster+friend@googlemail.com'],
    ['email', 'anna@example.org', ' ANNA+2@Example.org'],
    ['phone', '+49 (0)171 234567', '0171/234567'],
    ['phone', '0049 30 1234567', '030-1234567'],
    ['address', 'Müllerstraße 5, 10115 Berlin', 'Mullerstrasse 5 10115 BERLIN'],
    ['card', '4711-0815', '47110815'],
    ['device', 'abc', 'ABC'],
    ['payment', 'DE12 3456', 'de123456'],
  ]
  test.each(disguises)('the same %s in another spelling is seen: %s, %s', (trait, one, other) => {
    expect(reasons({ [trait]: ['other', one] }, { [trait]: [other] })).toEqual([
      `referral_same_${trait}`,
    ])
  })

  test('a dot in an address elsewhere than at Google is another mailbox', () => {
    expect(reasons({ email: ['a.b@example.org'] }, { email: ['ab@example.org'] })).toEqual([])
  })

  test('nobody recruits themselves, or whom the business knew before', () => {
    expect(
      whyNoReferral({
        referrer: person('anna'),
        recruit: person('anna'),
        followedMillis: followed,
        knownSinceMillis: null,
        toldMillis: null,
      }),
    ).toEqual(['referral_of_oneself'])
    expect(reasons({}, {}, followed - 1)).toEqual(['referral_existing_customer'])
    expect(reasons({}, {}, followed)).toEqual([])
  })
})

describe('it pays', () => {
  const terms = referralTerms.parse({
    validFrom: '2026-01-01T00:00:00Z',
    currency: 'points',
    referrerPoints: 100,
    recruitPoints: 50,
    amountMin: 1000,
    returnDays: 14,
    withinDays: 30,
    perYearMax: 2,
  })
  const day = 86_400_000
  const bought = (afterDays: number, amount = 1000, givenBack = 0): RecruitPurchase => ({
    atMillis: followed + afterDays * day,
    amount,
    givenBack,
  })
  const stateAfter = (
    days: number,
    purchases: RecruitPurchase[],
    paidThisYear = 0,
    endMillis = Number.POSITIVE_INFINITY,
  ) =>
    followReferral(
      terms,
      { followedMillis: followed, purchases },
      { nowMillis: followed + days * day, endMillis, paidThisYear, zone: berlin },
    )
  const paid = { kind: 'pays', referrerPoints: 100, recruitPoints: 50 }

  test('when the time to give back the first purchase is over', () => {
    const purchases = [bought(2), bought(5)]
    expect(stateAfter(1, [])).toMatchObject({ kind: 'waits', for: 'purchase' })
    const untilMillis = Date.parse('2026-05-20T22:00:00Z')
    expect(stateAfter(16, purchases)).toEqual({ kind: 'waits', for: 'return_time', untilMillis })
    expect(stateAfter(17, purchases)).toEqual({ ...paid, atMillis: untilMillis })
  })

  test('not for a purchase that was given back or is too small, but for the next', () => {
    expect(stateAfter(40, [bought(2, 1000, 1000)])).toEqual({
      kind: 'refused',
      reason: 'referral_too_late',
    })
    expect(stateAfter(40, [bought(2, 1000, 1), bought(3, 999), bought(4)])).toMatchObject(paid)
  })

  test('for a purchase before the program ended, however late it pays, and for none after', () => {
    const ends = followed + 4 * day
    expect(stateAfter(17, [bought(2)], 0, ends)).toMatchObject(paid)
    const late = { kind: 'refused', reason: 'referral_too_late' }
    expect(stateAfter(5, [bought(4)], 0, ends)).toEqual(late)
    expect(stateAfter(5, [], 0, ends)).toEqual(late)
  })

  test('not for a purchase after the time was over', () => {
    expect(stateAfter(60, [bought(31)])).toEqual({ kind: 'refused', reason: 'referral_too_late' })
    expect(stateAfter(60, [bought(30)])).toMatchObject(paid)
  })

  test('for so many a year at most', () => {
    expect(stateAfter(60, [bought(2)], 1)).toMatchObject(paid)
    expect(stateAfter(60, [bought(2)], 2)).toEqual({
      kind: 'refused',
      reason: 'referral_limit_reached',
    })
  })
})
