import type { CustomerBalance } from '#contract/endpoints/points.ts'
import type { GiftLadder } from '#contract/language/gift-ladder.ts'
import { extraOf, type Privilege } from '#contract/language/privilege.ts'
import type { TierLadder } from '#contract/language/tier-ladder.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Language } from '#locales/language.ts'
import { privilegeInWords } from '#locales/privilege-in-words.ts'
import { positionOn } from '../gift-ladder.ts'
import type { Plan } from '../program.ts'
import type { ProgramState } from '../program-state.ts'
import { type Standing, standingAt } from '../tier.ts'

/** Where a customer stands, in the words of the ladder in force; null: there are no tiers. */
export function tierStandingOf(
  { tier, tallies }: ProgramState,
  plan: Plan,
  now: Date,
  language: Language,
): CustomerBalance['tier'] {
  const ladder = plan.inForce(now.getTime()).tiers
  const standing = standingAt(tier, tallies, plan, now.getTime())
  if (!ladder || !standing || ladder.levels.length === 0) return null
  const { basis, count, next, toKeep } = standing
  return {
    basis,
    count,
    level: standing.tier && levelView(standing.tier, ladder, language),
    next: next && { ...nameOf(next.level, ladder), missing: next.missing },
    toKeep: toKeep && { missing: toKeep.missing, until: dateText(toKeep.until) },
  }
}

function levelView(held: NonNullable<Standing['tier']>, ladder: TierLadder, language: Language) {
  const { until, phase } = held
  const level = ladder.levels.find(({ key }) => key === held.level)!
  return {
    ...nameOf(held.level, ladder),
    privileges: level.privileges.map((one) => privilegeView(one, language)),
    until: until === null ? null : dateText(until),
    phase,
  }
}

const privilegeView = (privilege: Privilege, language: Language) => ({
  kind: privilege.kind,
  text: privilegeInWords(privilege, language),
  days: 'days' in privilege ? (privilege.days ?? null) : null,
  what: 'what' in privilege ? (privilege.what ?? null) : null,
  perMonth: 'perMonth' in privilege ? (privilege.perMonth ?? null) : null,
  extra: privilege.kind === 'free_extra' ? extraOf(privilege) : null,
  leftThisMonth: 'perMonth' in privilege ? (privilege.perMonth ?? null) : null,
})

const nameOf = (key: string, { levels }: TierLadder) => ({
  key,
  name: levels.find((level) => level.key === key)!.name,
})

/** Rounds count from 1 for people. Which gifts are due stands with those handed over. */
export const ladderStandingsOf = (
  state: ProgramState,
  plan: Plan,
  now: Date,
): CustomerBalance['giftLadders'] =>
  plan.inForce(now.getTime()).giftLadders.map(({ ladder }) => {
    const { round, count, next } = positionOn(ladder, state.ladders[ladder.key] ?? 0, [])
    return {
      ladder: ladder.key,
      name: ladder.name,
      round: round + 1,
      count,
      next: { ...next, round: next.round + 1, articles: articlesAt(ladder, next) },
    }
  })

function articlesAt({ rounds }: GiftLadder, { round, count }: { round: number; count: number }) {
  const { steps } = rounds[round % rounds.length]!
  return steps.find((step) => step.count === count)!.articles
}
