import type { WireInput } from '#contract/endpoint.ts'
import type { defineReward } from '#contract/endpoints/rewards.ts'
import { dayOf, lastDayBefore, startOfDay, startOfDayAfter } from '../day-instants.ts'
import type { Gives, Reward } from './reward.ts'

/** A reward being written: days instead of instants, nothing left out. */
export type Draft = {
  name: string
  currency: string
  price: number
  inPart: { pointsMin: number; moneyPrice: number } | null
  gives: Gives
  stock: number | null
  perCustomer: number | null
  tiers: string[]
  from: string
  until: string | null
}

export type DraftFault = 'name' | 'article' | 'days' | 'part'

export const newDraft = (currency: string, article: string, today: string): Draft => ({
  name: '',
  currency,
  price: 10,
  inPart: null,
  gives: { kind: 'article', article },
  stock: null,
  perCustomer: null,
  tiers: [],
  from: today,
  until: null,
})

export function draftOf({ content }: Reward, timeZone: string): Draft {
  const { validFrom, validUntil, inPart, perCustomer, tiers, stock, ...same } = content
  return {
    ...same,
    inPart: inPart ?? null,
    stock: stock ?? null,
    perCustomer: perCustomer ?? null,
    tiers: tiers ?? [],
    from: dayOf(validFrom, timeZone),
    until: validUntil === undefined ? null : lastDayBefore(validUntil, timeZone),
  }
}

/** What else a reward can give, to begin with. */
export function givesOf(kind: Gives['kind'], article: string): Gives {
  switch (kind) {
    case 'percent_voucher':
      return { kind, percent: 10 }
    case 'amount_voucher':
    case 'donation':
      return { kind, amount: 500 }
    case 'article':
    case 'exclusive_product':
      return { kind, article }
    case 'shipping_voucher':
    case 'experience':
    case 'partner_code':
      return { kind }
  }
}

export function faultOf({ name, gives, inPart, price, from, until }: Draft): DraftFault | null {
  if (name.trim() === '') return 'name'
  if ('article' in gives && gives.article === '') return 'article'
  if (inPart && inPart.pointsMin >= price) return 'part'
  return until !== null && until < from ? 'days' : null
}

/**
 * As the API takes it.
 * @param was what held before; a first day that stays keeps its very instant
 */
export function contentOf(
  draft: Draft,
  timeZone: string,
  was?: Reward,
): WireInput<typeof defineReward>['body'] {
  const { inPart, perCustomer, tiers, from, until, ...same } = draft
  const began = was?.content.validFrom
  const isKept = began !== undefined && dayOf(began, timeZone) === from
  return {
    ...same,
    ...(inPart && { inPart }),
    ...(perCustomer === null ? {} : { perCustomer }),
    ...(tiers.length === 0 ? {} : { tiers }),
    validFrom: isKept ? began : startOfDay(from, timeZone),
    ...(until === null ? {} : { validUntil: startOfDayAfter(until, timeZone) }),
  }
}
