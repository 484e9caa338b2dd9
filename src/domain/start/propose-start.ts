import type { StartProposal } from '#contract/endpoints/start.ts'
import type {
  StartGround,
  StartPlan,
  StartReward,
  StartTrade,
} from '#contract/language/start-plan.ts'
import type { ProposalWords } from '#locales/proposal-words.ts'

export type Asked = {
  trade: StartTrade
  business: { name: string }
  storeName: string | null
  ground: StartGround | null
  words: ProposalWords
  /** Minor units in one of the currency. */
  unit: number
}

/** What a business of this trade could begin with: ten stamps, and something small after three. */
export function proposeStart({
  trade,
  business,
  storeName,
  ground,
  words,
  unit,
}: Asked): StartProposal {
  const usual = usuals[trade]
  const stamp = stampOf(usual, ground, unit)
  const perStamp = stamp.kind === 'per_amount' ? stamp.amount : (ground?.averageReceipt ?? 0)
  return {
    trade,
    businessName: business.name,
    storeName: storeName ?? words.store,
    stamp,
    full: rewardOf(usual.full, { places: 10, perStamp, unit }, words),
    first: rewardOf(usual.first, { places: 3, perStamp, unit }, words),
    // Posters and table cards invite people who have no card yet.
    ...{ cards: 24, selfEnrollment: true, drafts: true },
  }
}

type Usual = {
  stamp: 'per_visit' | { average: number }
  full: UsualReward
  first: UsualReward
}
/** In whole units of money: what an article costs, or what comes off the bill while nothing is known. */
type UsualReward =
  | { kind: 'article'; article: keyof ProposalWords['articles']; cost: number }
  | { kind: 'amount'; amount: number }

/**
 * Where people come often for similar amounts a visit is a stamp; where amounts lie far apart, an
 * amount is one.
 */
const usuals: Record<StartTrade, Usual> = {
  cafe: {
    stamp: 'per_visit',
    full: { kind: 'article', article: 'hot_drink', cost: 0.8 },
    first: { kind: 'article', article: 'cookie', cost: 0.2 },
  },
  restaurant: {
    stamp: 'per_visit',
    full: { kind: 'article', article: 'main_course', cost: 4 },
    first: { kind: 'article', article: 'espresso', cost: 0.5 },
  },
  bakery: {
    stamp: 'per_visit',
    full: { kind: 'article', article: 'bread', cost: 0.9 },
    first: { kind: 'article', article: 'pretzel', cost: 0.2 },
  },
  retail: {
    stamp: { average: 20 },
    full: { kind: 'amount', amount: 10 },
    first: { kind: 'amount', amount: 2 },
  },
  hairdresser: {
    stamp: 'per_visit',
    full: { kind: 'amount', amount: 20 },
    first: { kind: 'article', article: 'care_sample', cost: 1.5 },
  },
  web_shop: {
    stamp: { average: 40 },
    full: { kind: 'amount', amount: 20 },
    first: { kind: 'amount', amount: 5 },
  },
}

function stampOf({ stamp }: Usual, ground: StartGround | null, unit: number): StartPlan['stamp'] {
  if (stamp === 'per_visit') return { kind: 'per_visit' }
  const average = ground ? ground.averageReceipt / unit : stamp.average
  return { kind: 'per_amount', amount: roundAmount(average) * unit }
}

/** Of what was paid for a card, so much comes back; a smaller reward gives a little less. */
const amountShare = 0.05
const smallShare = 0.035

type About = { places: number; perStamp: number; unit: number }

function rewardOf(usual: UsualReward, about: About, words: ProposalWords): StartReward {
  const { places, perStamp, unit } = about
  if (usual.kind === 'article') {
    const cost = Math.round(usual.cost * unit)
    return { kind: 'article', name: words.articles[usual.article], places, cost }
  }
  const share = places < 10 ? smallShare : amountShare
  const whole = perStamp > 0 ? roundAmount((places * perStamp * share) / unit) : usual.amount
  return { kind: 'amount', name: words.amountOff(whole), places, amount: whole * unit }
}

const steps = [1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 500, 1000]

/** The nearest amount that people say: 1, 2, 5, 10, 15 ... */
const roundAmount = (amount: number): number =>
  steps.reduce((best, step) => (Math.abs(step - amount) < Math.abs(best - amount) ? step : best))
