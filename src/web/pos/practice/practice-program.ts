import type { TFunction } from 'i18next'
import { faceOf } from '#contract/language/card-face.ts'
import type { Guest } from '../desk.ts'
import type { Kept } from '../offline/database.ts'

/** What the business itself gives, as its devices keep it to go on alone with. */
export type OwnProgram = Pick<NonNullable<Kept['kept']>, 'currencies' | 'cards' | 'rewards'>

type Reward = { reward: string; name: string; price: number; sku: string | null }

/** What is collected in practice, and what for. */
export type PracticeProgram = {
  currency: { key: string; name: string }
  card: { name: string; places: number; reward: string } | null
  rewards: readonly Reward[]
  /** So many fill a card, or bring the least reward. */
  goal: number
}

/** The business's own card and rewards; a drawn café's where it has none yet. */
export function practiceProgram(t: TFunction<'pos'>, own: OwnProgram | null): PracticeProgram {
  const card = own?.cards[0] ?? null
  const key = card?.currency ?? own?.rewards[0]?.currency
  if (!own || key === undefined) return drawn(t)
  const name = own.currencies.find(({ currency }) => currency === key)?.name ?? key
  const rewards = own.rewards.filter(({ currency }) => currency === key)
  const goal = card?.places ?? Math.min(...rewards.map(({ price }) => price))
  return { currency: { key, name }, card, rewards, goal }
}

const drawnPlaces = 10

function drawn(t: TFunction<'pos'>): PracticeProgram {
  const reward = t('practice.reward')
  return {
    currency: { key: 'practice', name: t('practice.currency') },
    card: { name: t('practice.card'), places: drawnPlaces, reward },
    rewards: [{ reward: 'practice', name: reward, price: drawnPlaces, sku: '47' }],
    goal: drawnPlaces,
  }
}

/** The same guest with so much of it, and what that can be redeemed for. */
export function withBalance(
  guest: Guest,
  { currency: { key, name }, card, rewards }: PracticeProgram,
  balance: number,
): Guest {
  const face = card && faceOf(card, balance)
  return {
    ...guest,
    points: [{ currency: key, name, balance }],
    cards: card && face ? [{ ...nameOf(card), filled: face.filled, fullCards: face.full }] : [],
    redeemable: rewards
      .filter(({ price }) => price <= balance)
      .map(({ reward, name: called, price, sku }) => ({
        ...{ reward, name: called, price, sku },
        currency: name,
      })),
  }
}

const nameOf = ({ name, places, reward }: NonNullable<PracticeProgram['card']>) => ({
  ...{ name, places, reward },
})
