import type { GiftArticleContent } from '#contract/endpoints/gift-articles.ts'
import { type EarningRule, earningRule } from '#contract/language/earning-rule.ts'
import { type GiftLadder, giftLadder } from '#contract/language/gift-ladder.ts'
import {
  type PartnerContent,
  type PartnerTerms,
  partnerContent,
} from '#contract/language/partner.ts'
import { type ReferralTerms, referralTerms } from '#contract/language/referral-terms.ts'
import { type RewardContent, rewardContent } from '#contract/language/reward.ts'
import { type StampCard, stampCard } from '#contract/language/stamp-card.ts'
import { type TierLadder, tierLadder } from '#contract/language/tier-ladder.ts'
import { type VoucherContent, voucherContent } from '#contract/language/voucher.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import type { WorldOptions } from './world.ts'

/** The café's program: a stamp card, regulars by their visits, gifts that grow. */
export type DemoProgram = {
  currency: { currency: string; name: string; value: string; validFrom: Date }
  rules: readonly EarningRule[]
  tiers: TierLadder
  ladder: GiftLadder
  articles: readonly { key: string; content: GiftArticleContent; pieces: number }[]
  rewards: readonly { key: string; content: RewardContent }[]
  card: StampCard
  partner: { key: string; content: PartnerContent; reward: string; terms: PartnerTerms }
  referral: ReferralTerms
  /** For guests who stayed away. */
  voucher: VoucherContent
}

/** So long before the end of the world its program began. */
const programDays = 182
const cardPlaces = 10
export const rewardPrices = { milk: 3, hot_drink: cardPlaces, tour: 15 }

const firstDayOf = ({ from, to }: Pick<WorldOptions, 'from' | 'to'>) =>
  dateText(Math.max(dayNumber(from), dayNumber(to) - programDays))

export const programBegins = (options: Pick<WorldOptions, 'from' | 'to'>) =>
  new Date(`${firstDayOf(options)}T00:00:00Z`)

export function demoProgram(options: WorldOptions): DemoProgram {
  const validFrom = `${firstDayOf(options)}T00:00:00Z`
  return {
    currency: {
      currency: 'stamps',
      name: 'Stempel',
      value: '0.15',
      validFrom: new Date(validFrom),
    },
    rules: rulesFrom(validFrom),
    tiers: tierLadder.parse({
      validFrom,
      basis: 'visits',
      levels: [
        {
          ...{ key: 'regular', name: 'Stammgast', threshold: 12 },
          privileges: [{ kind: 'own_words', text: 'Freie Platzwahl am Fenster' }],
        },
        {
          ...{ key: 'house_friend', name: 'Hausfreund', threshold: 40 },
          privileges: [
            { kind: 'preferred_advice' },
            { kind: 'early_access', days: 7 },
            { kind: 'free_extra', what: 'Ein Keks', perMonth: 4 },
          ],
        },
      ],
    }),
    ladder: giftLadder.parse({
      ...{ key: 'gifts', name: 'Geschenkstaffel', validFrom, amountMin: 300 },
      rounds: [
        { steps: [step(10, 'tote'), step(25, 'cup'), step(60, 'beans', 'mill')] },
        { steps: [step(20, 'tin', 'cup'), step(60, 'mill', 'tasting')] },
      ],
    }),
    articles: [
      { key: 'oat_or_shot', content: made('Hafermilch oder Shot', 20), pieces: 0 },
      { key: 'hot_drink', content: made('Heißgetränk', 150), pieces: 0 },
      article('tote', 'Stoffbeutel', 180, 400),
      article('cup', 'Emaillebecher', 420, 150),
      article('beans', 'Hausröstung 250 g', 510, 80),
      article('tin', 'Kaffeedose', 640, 40),
      article('mill', 'Handmühle', 2400, 8),
      article('tasting', 'Verkostung für zwei', 1800, 12),
    ],
    rewards: [
      reward('milk', 'Hafermilch oder Shot dazu', { article: 'oat_or_shot' }, validFrom),
      reward('hot_drink', 'Ein Heißgetränk', { article: 'hot_drink' }, validFrom),
      reward('tour', 'Führung durch die Rösterei Nordlicht', 'experience', validFrom),
    ],
    card: stampCard.parse({
      ...{ key: 'coffee', name: 'Stempelkarte', validFrom, currency: 'stamps' },
      ...{ places: cardPlaces, reward: 'hot_drink', words: 'Gilt in allen Filialen.' },
    }),
    partner: {
      key: 'nordlicht',
      content: partnerContent.parse({ name: 'Rösterei Nordlicht', contact: 'Frau Petersen' }),
      ...{ reward: 'tour', terms: { owes: 'business', amount: 650 } },
    },
    referral: referralTerms.parse({
      ...{ validFrom, currency: 'stamps', referrerPoints: 3, recruitPoints: 1, amountMin: 250 },
    }),
    voucher: voucherContent.parse({
      name: 'Zehn Prozent zum Wiedersehen',
      note: 'Für Gäste, die über drei Wochen nicht da waren.',
      benefit: { kind: 'percent', percent: 10, discountMax: 300 },
    }),
  }
}

const rulesFrom = (validFrom: string) => [
  earningRule.parse({
    ...{ key: 'visit', name: 'Besuch', validFrom, currency: 'stamps' },
    way: { kind: 'per_visit', points: 1 },
    expiry: { kind: 'after_months', months: 36 },
  }),
  earningRule.parse({
    ...{ key: 'review', name: 'Bewertung', validFrom, currency: 'stamps' },
    way: { kind: 'per_event', event: 'review', points: 1 },
    caps: { perMonth: 1 },
    expiry: { kind: 'after_months', months: 36 },
  }),
]

const step = (count: number, ...articles: string[]) => ({ count, articles })

const article = (key: string, name: string, cost: number, pieces: number) => ({
  key,
  content: {
    ...{ name, cost, counted: true, supplierNote: '' },
    lowStockAt: 10,
  },
  pieces,
})

/** Made at the bar: as many as wished. */
const made = (name: string, cost: number) => ({
  ...{ name, cost, counted: false, supplierNote: '' },
  lowStockAt: null,
})

const reward = (
  key: keyof typeof rewardPrices,
  name: string,
  gives: { article: string } | 'experience',
  validFrom: string,
) => ({
  key,
  content: rewardContent.parse({
    ...{ name, currency: 'stamps', price: rewardPrices[key], validFrom },
    gives: gives === 'experience' ? { kind: gives } : { kind: 'article', ...gives },
  }),
})
