import type { Reversal } from '#domain/ledger/facts.ts'
import { countGiven } from './caps.ts'
import { earn, servedBy } from './earn.ts'
import { factsOf, type Moment, type PersonRevision, personAt } from './fact-values.ts'
import { giveBack } from './give-back.ts'
import type { Grant } from './grant.ts'
import type { InForce, Plan } from './program.ts'
import { isSameKey, type ProgramFact } from './program-fact.ts'
import type { ProgramState, PurchaseRecord, Visit } from './program-state.ts'
import { tallyOf } from './tally.ts'
import { reachLevels, settleTiers, tierOf } from './tier.ts'
import { joinVisit, servedAt } from './visit.ts'

/** A customer rose or fell; by the clock between two events, it shows with the second. */
export type TierMove = { at: Date; from: string | null; to: string | null }

export type Applied = { grants: Grant[]; reversals: Reversal[]; tierMoves: TierMove[] }

/** Lets one fact count, the next in order. The state is changed in place. */
export function applyFact(
  state: ProgramState,
  fact: ProgramFact,
  people: readonly PersonRevision[],
  plan: Plan,
): Applied {
  const inForce = plan.inForce(fact.atMillis)
  const before = shownTier(state, state.last ? plan.inForce(state.last.atMillis) : inForce)
  state.tier = settleTiers(state.tier, state.tallies, plan, fact.atMillis)
  const moment: Moment = {
    fact,
    day: plan.zone.dayOf(new Date(fact.atMillis)),
    state,
    tier: shownTier(state, inForce),
    person: personAt(people, fact.atMillis),
    terms: inForce.terms,
    zone: plan.zone,
  }
  const { grants, reversals } = decide(moment, inForce, plan)
  state.last = { atMillis: fact.atMillis, source: fact.source, externalId: fact.externalId }
  const after = shownTier(state, inForce)
  const tierMoves =
    before === after ? [] : [{ at: new Date(fact.atMillis), from: before, to: after }]
  return { grants, reversals, tierMoves }
}

const shownTier = (state: ProgramState, inForce: InForce) =>
  tierOf(state.tier, inForce.tiers)?.level ?? null

function decide(moment: Moment, inForce: InForce, plan: Plan): Omit<Applied, 'tierMoves'> {
  switch (moment.fact.type) {
    case 'purchase':
      return buy(moment, inForce, plan)
    case 'return':
      return { grants: [], reversals: takeReturn(moment, inForce) }
    case 'visit':
      return { grants: attend(moment, inForce, plan), reversals: [] }
    default:
      return { grants: gain(moment, null, inForce, plan), reversals: [] }
  }
}

/** What is granted depends on what was before, so it is decided first and counted afterwards. */
function buy(moment: Moment, inForce: InForce, plan: Plan): Omit<Applied, 'tierMoves'> {
  const { state, fact, day, terms } = moment
  const served = servedAt(state, fact, terms.visitMinutes)
  const ladders = laddersCounting(moment, served, inForce)
  const grants = gain(moment, served, inForce, plan)
  const visit = joinVisit(state, fact, day, terms.visitMinutes)
  visit.served.push(...servedNow(grants, inForce), ...ladders.map(countedBy))
  countPurchase(moment, ladders)
  const record = recordOf(moment, visit, grants, ladders)
  state.recent.push(record)
  riseTiers(moment, inForce)
  return { grants, reversals: takeOpenReturns(moment, record, inForce) }
}

function attend(moment: Moment, inForce: InForce, plan: Plan): Grant[] {
  const { state, fact, day, terms } = moment
  const grants = gain(moment, servedAt(state, fact, terms.visitMinutes), inForce, plan)
  const visit = joinVisit(state, fact, day, terms.visitMinutes)
  visit.served.push(...servedNow(grants, inForce))
  riseTiers(moment, inForce)
  return grants
}

function gain(
  moment: Moment,
  served: readonly string[] | null,
  inForce: InForce,
  plan: Plan,
): Grant[] {
  const { state, day } = moment
  const grants = earn(moment, served, inForce, plan)
  for (const { rule, currency, points: earned } of grants) {
    state.given[rule] = countGiven(state.given[rule], day, earned)
    if (!plan.tallied.includes(currency)) continue
    const { points } = tallyOf(state, day)
    points[currency] = (points[currency] ?? 0) + earned
  }
  if (served === null && grants.length > 0) riseTiers(moment, inForce)
  return grants
}

const servedNow = (grants: readonly Grant[], { earners }: InForce) =>
  earners
    .filter(({ rule }) => rule.way.kind === 'per_visit')
    .filter(({ rule }) => grants.some((grant) => grant.rule === rule.key))
    .map(({ rule }) => servedBy(rule.key))

function riseTiers({ state, day }: Moment, { tiers }: InForce): void {
  if (!tiers) return
  state.tier = { ...state.tier, held: reachLevels(state.tier.held, state.tallies, tiers, day) }
}

function laddersCounting(
  moment: Moment,
  served: readonly string[],
  { giftLadders }: InForce,
): string[] {
  const facts = factsOf(moment)
  return giftLadders
    .filter(({ ladder }) => (moment.fact.amount ?? 0) >= ladder.amountMin)
    .filter(
      ({ ladder }) => ladder.counts === 'purchases' || !served.includes(countedBy(ladder.key)),
    )
    .filter(({ fulfills }) => fulfills(facts))
    .map(({ ladder }) => ladder.key)
}

const countedBy = (ladder: string) => `ladder:${ladder}`

function countPurchase({ state, fact, day }: Moment, ladders: readonly string[]): void {
  const tally = tallyOf(state, day)
  if (tally.purchases === 0) state.purchaseDays++
  tally.purchases++
  tally.spend += fact.amount ?? 0
  state.purchases++
  state.revenue += fact.amount ?? 0
  state.firstPurchaseDay ??= day
  state.lastPurchaseDay = day
  for (const ladder of ladders) state.ladders[ladder] = (state.ladders[ladder] ?? 0) + 1
}

function recordOf(
  { fact, day }: Moment,
  visit: Visit,
  grants: readonly Grant[],
  ladders: string[],
): PurchaseRecord {
  return {
    atMillis: fact.atMillis,
    source: fact.source,
    externalId: fact.externalId,
    day,
    store: fact.storeNumber,
    amount: fact.amount ?? 0,
    givenBack: 0,
    standing: 'kept',
    visitMillis: visit.firstMillis,
    grants: grants.map(({ rule, base, currency, lines, availableAt, expiresAt }) => ({
      rule,
      base,
      currency,
      parts: lines.map(({ points }) => points),
      availableAt,
      expiresAt,
    })),
    ladders,
  }
}

/** A return that names no purchase undoes nothing; one whose purchase is still to come waits. */
function takeReturn(moment: Moment, inForce: InForce): Reversal[] {
  const { state, fact, day } = moment
  const { purchase } = fact
  if (!purchase) {
    state.revenue -= fact.amount ?? 0
    return []
  }
  const { source, externalId, eventId, atMillis } = fact
  const returned = { source, externalId, eventId, amount: fact.amount ?? 0 }
  const record = state.recent.find((one) => isSameKey(one, purchase))
  if (!record) {
    state.openReturns.push({ ...returned, atMillis, purchase })
    return []
  }
  return giveBack(state, record, returned, { millis: atMillis, day, inForce })
}

/** Returns that happened before their purchase act as soon as there is something to undo. */
function takeOpenReturns(
  { state, fact, day }: Moment,
  record: PurchaseRecord,
  inForce: InForce,
): Reversal[] {
  const waiting = state.openReturns.filter(({ purchase }) => isSameKey(purchase, fact))
  if (waiting.length === 0) return []
  state.openReturns = state.openReturns.filter(({ purchase }) => !isSameKey(purchase, fact))
  return waiting.flatMap((returned) =>
    giveBack(state, record, returned, { millis: fact.atMillis, day, inForce }),
  )
}
