import { type ReferralTerms, referralToldWithinDays } from '#contract/language/referral-terms.ts'
import type { TimeZone } from '#kernel/time-zone.ts'

/** What two accounts of one person would share. Kept as normalized by `normalized`. */
export const traits = ['email', 'phone', 'address', 'card', 'device', 'payment'] as const
export type Trait = (typeof traits)[number]
export type Traits = { customer: string } & Readonly<Record<Trait, readonly string[]>>

export type ReferralRefusal =
  | 'referral_of_oneself'
  | `referral_same_${Trait}`
  | 'referral_existing_customer'
  | 'referral_told_too_late'

/** A customer who came by another's link. */
export type Recruitment = {
  referrer: Traits
  recruit: Traits
  followedMillis: number
  /** When the recruit was first known, by a purchase or as a customer; null: never before. */
  knownSinceMillis: number | null
  /** When we are told of it; null: it was told, and found in time. */
  toldMillis: number | null
}

const dayMillis = 86_400_000

/** Every reason why a recruitment cannot count; none where it can. */
export function whyNoReferral(recruitment: Recruitment): ReferralRefusal[] {
  const { referrer, recruit, followedMillis, knownSinceMillis, toldMillis } = recruitment
  if (referrer.customer === recruit.customer) return ['referral_of_oneself']
  const shared = traits.filter((trait) => {
    const own = new Set(referrer[trait].map((value) => normalized(trait, value)))
    return recruit[trait].some((value) => own.has(normalized(trait, value)))
  })
  const existing = knownSinceMillis !== null && knownSinceMillis < followedMillis
  const toldTooLate =
    knownSinceMillis !== null &&
    toldMillis !== null &&
    toldMillis - knownSinceMillis > referralToldWithinDays * dayMillis
  return [
    ...shared.map((trait) => `referral_same_${trait}` as const),
    ...(existing ? (['referral_existing_customer'] as const) : []),
    ...(toldTooLate && !existing ? (['referral_told_too_late'] as const) : []),
  ]
}

/** The form in which two spellings of the same are equal. */
export function normalized(trait: Trait, value: string): string {
  switch (trait) {
    case 'email':
      return normalEmail(value)
    case 'phone':
      return normalPhone(value)
    case 'address':
      return normalAddress(value)
    case 'card':
    case 'device':
    case 'payment':
      return value.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()
  }
}

/** Without what a mail server ignores: case, a tag after a plus sign, dots at Google. */
function normalEmail(value: string): string {
  const [name = '', domain = ''] = value.normalize('NFKC').trim().toLowerCase().split('@')
  const plain = name.split('+')[0]!
  return domain === 'gmail.com' || domain === 'googlemail.com'
    ? `${plain.replaceAll('.', '')}@gmail.com`
    : `${plain}@${domain}`
}

/** Its last nine digits: with and without the country's prefix they are the same. */
const normalPhone = (value: string) => value.replace(/\(0\)/g, '').replace(/\D/g, '').slice(-9)

function normalAddress(value: string): string {
  return value
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(strasse|street)\b/g, 'str')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A purchase of the recruit, with how much of it was given back so far. */
export type RecruitPurchase = { atMillis: number; amount: number; givenBack: number }

export type ReferralState =
  | { kind: 'waits'; for: 'purchase' | 'return_time'; untilMillis: number }
  | { kind: 'pays'; atMillis: number; referrerPoints: number; recruitPoints: number }
  | { kind: 'refused'; reason: 'referral_too_late' | 'referral_limit_reached' }

type ReferralClock = {
  nowMillis: number
  endMillis: number
  paidThisYear: number
  zone: TimeZone
}

/**
 * Where a recruitment stands. It pays when the time to give back the recruit's first purchase is
 * over; a purchase given back whole, or below the minimum, is none.
 * @param endMillis from when on nothing is collected any more; infinite: the program goes on
 * @param paidThisYear recruits the referrer was rewarded for in the calendar year of `nowMillis`
 */
export function followReferral(
  terms: ReferralTerms,
  { followedMillis, purchases }: { followedMillis: number; purchases: readonly RecruitPurchase[] },
  { nowMillis, endMillis, paidThisYear, zone }: ReferralClock,
): ReferralState {
  const dayOf = (millis: number) => zone.dayOf(new Date(millis))
  const afterDays = (millis: number, days: number) =>
    zone.startOf(dayOf(millis) + days + 1).getTime()
  const lastMillis = Math.min(afterDays(followedMillis, terms.withinDays), endMillis)
  const first = purchases.find((one) => one.atMillis >= followedMillis && counts(one, terms))
  if (!first || first.atMillis >= lastMillis) {
    return nowMillis < lastMillis && !first
      ? { kind: 'waits', for: 'purchase', untilMillis: lastMillis }
      : { kind: 'refused', reason: 'referral_too_late' }
  }
  const payableMillis = afterDays(first.atMillis, terms.returnDays)
  if (nowMillis < payableMillis) {
    return { kind: 'waits', for: 'return_time', untilMillis: payableMillis }
  }
  if (paidThisYear >= terms.perYearMax) return { kind: 'refused', reason: 'referral_limit_reached' }
  const { referrerPoints, recruitPoints } = terms
  return { kind: 'pays', atMillis: payableMillis, referrerPoints, recruitPoints }
}

function counts({ amount, givenBack }: RecruitPurchase, { amountMin }: ReferralTerms): boolean {
  const left = amount - givenBack
  return left >= amountMin && (left > 0 || givenBack === 0)
}
