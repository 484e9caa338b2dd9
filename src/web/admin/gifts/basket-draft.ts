import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { defineBasketGift, listBasketGifts } from '#contract/endpoints/gifts.ts'
import { dayOf, lastDayBefore, startOfDay, startOfDayAfter } from '../day-instants.ts'

export type BasketGift = WireReply<typeof listBasketGifts>['items'][number]

/** A gift for baskets being written: days instead of instants. */
export type BasketDraft = {
  name: string
  basketMin: number
  articles: string[]
  stock: number | null
  perCustomer: number | null
  from: string
  until: string | null
}

export type BasketFault = 'name' | 'articles' | 'days'

export const newBasketGift = (article: string, today: string): BasketDraft => ({
  name: '',
  basketMin: 5000,
  articles: [article],
  stock: null,
  perCustomer: null,
  from: today,
  until: null,
})

export function basketDraftOf({ content }: BasketGift, timeZone: string): BasketDraft {
  const { validFrom, validUntil, ...same } = content
  return {
    ...same,
    stock: same.stock ?? null,
    perCustomer: same.perCustomer ?? null,
    from: dayOf(validFrom, timeZone),
    until: validUntil ? lastDayBefore(validUntil, timeZone) : null,
  }
}

export function basketFaultOf({ name, articles, from, until }: BasketDraft): BasketFault | null {
  if (name.trim() === '') return 'name'
  if (articles.length === 0) return 'articles'
  return until !== null && until < from ? 'days' : null
}

/** As the API takes it; a first day that stays keeps its very instant. */
export function basketBodyOf(
  { from, until, ...same }: BasketDraft,
  timeZone: string,
  was?: BasketGift,
): WireInput<typeof defineBasketGift>['body'] {
  const began = was?.content.validFrom
  const isKept = began !== undefined && dayOf(began, timeZone) === from
  return {
    ...same,
    validFrom: isKept ? began : startOfDay(from, timeZone),
    validUntil: until === null ? null : startOfDayAfter(until, timeZone),
  }
}
