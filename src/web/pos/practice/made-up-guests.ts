import type { TFunction } from 'i18next'
import type { Guest } from '../desk.ts'
import { type OwnProgram, practiceProgram, withBalance } from './practice-program.ts'

/** Whoever learns the counter meets what guests bring: a card nearly full, a full one, a gift due. */
export type PracticeWorld = {
  /** By card number. */
  guests: Readonly<Record<string, Guest>>
  /** A card that is given out. */
  fresh: (customerId: string, name: string | null) => Guest
  /** The same guest with so many stamps. */
  stamped: (guest: Guest, stamps: number) => Guest
}

/** @param own null: there is nothing of the business's own yet */
export function madeUpGuests(t: TFunction<'pos'>, own: OwnProgram | null): PracticeWorld {
  const program = practiceProgram(t, own)
  const { goal } = program
  const guest = (customerId: string, name: string | null, filled: number): Guest =>
    withBalance(
      {
        ...{ customerId, name, birthday: null, tier: null, usual: null },
        ...{ privileges: [], points: [], cards: [], redeemable: [], gifts: [] },
      },
      program,
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
      '1001': { ...guest('practice-1001', first, goal - 1), usual: t('practice.usual') },
      '1002': {
        ...guest('practice-1002', second, goal),
        ...{ birthday: 'tomorrow', tier: t('practice.tier') },
      },
      '1003': { ...guest('practice-1003', third, Math.min(4, goal - 1)), gifts: [gift] },
    },
    fresh: (customerId, name) => guest(customerId, name, 0),
    stamped: (before, stamps) => withBalance(before, program, stamps),
  }
}
