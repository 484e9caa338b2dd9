import type { TierLadder, TierLevel } from '#contract/language/tier-ladder.ts'
import type { Plan } from './program.ts'
import type { HeldLevel, Tally, TierState } from './program-state.ts'

type Tallies = readonly Tally[]

/**
 * Follows the clock: periods end, grace ends, ladders change. Nothing is upgraded by the clock
 * alone but by a changed ladder, since a rolling count only falls until the next event.
 */
export function settleTiers(
  state: TierState,
  tallies: Tallies,
  plan: Plan,
  toMillis: number,
): TierState {
  const { held } = turnsUntil(state, tallies, plan, toMillis).at(-1) ?? state
  return { held, settledMillis: Math.max(toMillis, state.settledMillis ?? toMillis) }
}

type Turn = { atMillis: number; held: readonly HeldLevel[] }

/** Each turn of the clock up to an instant, with what is held from then on. */
export function turnsUntil(
  state: TierState,
  tallies: Tallies,
  plan: Plan,
  toMillis: number,
): Turn[] {
  const turns: Turn[] = []
  let { held } = state
  let atMillis = nextTurn(held, plan, state.settledMillis)
  while (atMillis !== null && atMillis <= toMillis) {
    held = turn(held, tallies, plan, atMillis)
    turns.push({ atMillis, held })
    atMillis = nextTurn(held, plan, atMillis)
  }
  return turns
}

/** The next instant at which a period or grace time has ended, or a new ladder begins. */
export function nextTurn(
  held: readonly HeldLevel[],
  plan: Plan,
  afterMillis: number | null,
): number | null {
  const after = afterMillis ?? Number.NEGATIVE_INFINITY
  const ladder = plan.inForce(after).tiers
  const ends = held.map((one) => endMillis(one, plan, ladder))
  const turns = [...ends, ...plan.tierStarts].filter((turn) => turn > after)
  return turns.length > 0 ? Math.min(...turns) : null
}

function endMillis(one: HeldLevel, plan: Plan, ladder: TierLadder | null): number {
  const day = lastDayOf(one, ladder)
  return day === null ? Number.POSITIVE_INFINITY : plan.zone.startOf(day + 1).getTime()
}

function lastDayOf({ until, phase }: HeldLevel, ladder: TierLadder | null): number | null {
  return until === null || phase === 'held' ? until : until + (ladder?.graceDays ?? 0)
}

/** What was due ends by the ladder that was in force; then a new ladder begins, if one does. */
function turn(
  held: readonly HeldLevel[],
  tallies: Tallies,
  plan: Plan,
  atMillis: number,
): readonly HeldLevel[] {
  const before = plan.inForce(atMillis - 1).tiers
  const left = held.flatMap((one) =>
    endMillis(one, plan, before) <= atMillis ? endOf(one, tallies, before) : [one],
  )
  if (!plan.tierStarts.includes(atMillis)) return left
  const ladder = plan.inForce(atMillis).tiers
  if (!ladder) return []
  const today = plan.zone.dayOf(new Date(atMillis))
  return reachLevels(left, tallies, ladder, today).filter(
    (one) => one.phase === 'held' || endMillis(one, plan, ladder) > atMillis,
  )
}

/** A period that ends is earned again by the window it ends with, or leads into the grace time. */
function endOf(one: HeldLevel, tallies: Tallies, ladder: TierLadder | null): HeldLevel[] {
  const level = ladder && levelOf(ladder, one.level)
  if (!ladder || !level || one.phase === 'grace' || one.until === null) return []
  if (countFor(ladder, tallies, one.until) >= level.threshold) {
    return [holdFrom(ladder, level, one.until)]
  }
  return ladder.graceDays === 0 ? [] : [{ ...one, phase: 'grace' }]
}

/** Upgrades at once, and lifts out of grace. Levels the ladder no longer has are gone. */
export function reachLevels(
  held: readonly HeldLevel[],
  tallies: Tallies,
  ladder: TierLadder,
  day: number,
): readonly HeldLevel[] {
  const count = countFor(ladder, tallies, day)
  return ladder.levels.flatMap((level) => {
    const known = held.find((one) => one.level === level.key)
    if (known?.phase === 'held') return [known]
    if (count >= level.threshold) return [holdFrom(ladder, level, day)]
    return known ? [known] : []
  })
}

/**
 * After a purchase of `purchaseDay` was given back: whatever was only earned with its help is gone,
 * as if it had never been.
 */
export function withdrawLevels(
  held: readonly HeldLevel[],
  tallies: Tallies,
  ladder: TierLadder,
  purchaseDay: number,
): readonly HeldLevel[] {
  return held.filter(({ level: key, qualifiedOn }) => {
    const helped = purchaseDay <= qualifiedOn && purchaseDay > qualifiedOn - ladder.windowDays
    const level = levelOf(ladder, key)
    return !helped || !level || countFor(ladder, tallies, qualifiedOn) >= level.threshold
  })
}

const levelOf = (ladder: TierLadder, key: string) =>
  ladder.levels.find((level) => level.key === key)

function holdFrom(ladder: TierLadder, level: TierLevel, day: number): HeldLevel {
  const until = level.lasting === 'lifetime' ? null : day + ladder.periodDays
  return { level: level.key, qualifiedOn: day, until, phase: 'held' }
}

/** What counts in the window that ends with `day`, itself included. */
function countFor(ladder: TierLadder, tallies: Tallies, day: number): number {
  const from = day - ladder.windowDays
  let count = 0
  for (const tally of tallies) {
    if (tally.day > from && tally.day <= day) count += measureOf(ladder, tally)
  }
  return count
}

function measureOf(ladder: TierLadder, tally: Tally): number {
  switch (ladder.basis) {
    case 'visits':
      return tally.visits
    case 'purchase_days':
      return tally.purchases > 0 ? 1 : 0
    case 'spend':
      return tally.spend
    case 'points':
      return tally.points[ladder.currency ?? ''] ?? 0
  }
}

/** The highest level held, by the ladder in force. */
export function tierOf(state: TierState, ladder: TierLadder | null): HeldLevel | null {
  const key = ladder?.levels.findLast(({ key }) => state.held.some((one) => one.level === key))?.key
  return state.held.find((one) => one.level === key) ?? null
}

/** Where a customer stands, and what is missing: what the card and the point of sale show. */
export type Standing = {
  tier: HeldLevel | null
  count: number
  basis: TierLadder['basis']
  next: { level: string; missing: number } | null
  /** What is missing to keep the tier beyond its period; null where nothing is or it lasts. */
  toKeep: { missing: number; until: number } | null
}

export function standingAt(
  state: TierState,
  tallies: Tallies,
  plan: Plan,
  atMillis: number,
): Standing | null {
  const ladder = plan.inForce(atMillis).tiers
  if (!ladder) return null
  const settled = settleTiers(state, tallies, plan, atMillis)
  const tier = tierOf(settled, ladder)
  const count = countFor(ladder, tallies, plan.zone.dayOf(new Date(atMillis)))
  const rank = ladder.levels.findIndex(({ key }) => key === tier?.level)
  const next = ladder.levels[rank + 1]
  return {
    tier,
    count,
    basis: ladder.basis,
    next: next ? { level: next.key, missing: Math.max(0, next.threshold - count) } : null,
    toKeep: tier && toKeep(tier, tallies, ladder),
  }
}

/** By what counts today, less what will have left the window when the period ends. */
function toKeep(tier: HeldLevel, tallies: Tallies, ladder: TierLadder): Standing['toKeep'] {
  const level = levelOf(ladder, tier.level)
  if (tier.until === null || !level) return null
  const until = tier.phase === 'held' ? tier.until : tier.until + ladder.graceDays
  const missing = level.threshold - countFor(ladder, tallies, until)
  return missing > 0 ? { missing, until } : null
}
