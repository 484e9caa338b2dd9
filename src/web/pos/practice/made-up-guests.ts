import type { TFunction } from 'i18next'
import type { Guest } from '../desk.ts'

/** Whoever learns the counter meets what guests bring: a card nearly full, a full one, a gift due. */
export type PracticeWorld = {
  /** By card number. */
  guests: Readonly<Record<string, Guest>>
  /** A card that is given out. */
  fresh: (customerId: string, name: string | null) => Guest
  /** The same guest with so many stamps. */
  stamped: (guest: Guest, stamps: number) => Guest
}

export const places = 10

export function madeUpGuests(t: TFunction<'pos'>): PracticeWorld {
  const guest = (customerId: string, name: string | null, filled: number): Guest =>
    withStamps(
      {
        ...{ customerId, name, birthday: null, tier: null, usual: null },
        ...{ privileges: [], points: [], cards: [], redeemable: [], gifts: [] },
      },
      t,
      filled,
    )
  const [first, second, third] = [
    t('practice.guests.first'),
    t('practice.guests.second'),
    t('practice.guests.third'),
  ]
  const gift = {
    ...{ ladder: 'practice', name: t('practice.ladder'), round: 1, count: 5 },
    articles: [
      { key: 'cake', name: t('practice.gifts.cake'), sku: '51' },
      { key: 'beans', name: t('practice.gifts.beans'), sku: '52' },
    ],
  }
  return {
    guests: {
      '1001': { ...guest('practice-1001', first, 9), usual: t('practice.usual') },
      '1002': {
        ...guest('practice-1002', second, 10),
        ...{ birthday: 'tomorrow', tier: t('practice.tier') },
      },
      '1003': { ...guest('practice-1003', third, 4), gifts: [gift] },
    },
    fresh: (customerId, name) => guest(customerId, name, 0),
    stamped: (before, stamps) => withStamps(before, t, stamps),
  }
}

/** The same guest with so many stamps, and what these can be redeemed for. */
function withStamps(guest: Guest, t: TFunction<'pos'>, stamps: number): Guest {
  const reward = t('practice.reward')
  const [currency, card] = [t('practice.currency'), t('practice.card')]
  return {
    ...guest,
    points: [{ currency: 'practice', name: currency, balance: stamps }],
    cards: [
      {
        ...{ name: card, places, reward },
        ...{ filled: stamps % places, fullCards: Math.floor(stamps / places) },
      },
    ],
    redeemable:
      stamps < places
        ? []
        : [{ reward: 'practice', name: reward, price: places, currency, sku: '47' }],
  }
}
