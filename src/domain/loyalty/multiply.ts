import { pointsMax } from '#contract/language/points.ts'
import type { Facts } from '#kernel/conditions.ts'
import { type Fraction, isLess, roundedHalfUp, times } from '#kernel/decimal.ts'
import { cutTo, roomFor } from './caps.ts'
import type { EarningLine } from './earning-lines.ts'
import type { Moment } from './fact-values.ts'
import { type Grant, grantOf, type LotOf, type Part, sumOf } from './grant.ts'
import type { Earner, Multiplier } from './program.ts'

/** What one rule gives before it is raised: exact by line, and as rounded and capped. */
export type Base = { earner: Earner; exact: readonly ExactPart[]; parts: readonly Part[] }
export type ExactPart = { line: EarningLine | null; points: Fraction }

type Asked = {
  moment: Moment
  facts: Facts
  lotOf: LotOf
  /** What each multiplier has added to other bases of the same event: its caps hold for them all. */
  raised: Map<string, number>
}

/**
 * What multipliers add to a base. Each line is rounded once more after every factor, from the exact
 * amount, and the difference is that multiplier's own grant: the sum is as exact as one rounding.
 */
export function raise(
  base: Base,
  multipliers: readonly Multiplier[],
  { moment, facts, lotOf, raised }: Asked,
): Grant[] {
  const acting = multipliers.filter((one) => raises(one, base.earner.rule) && one.fulfills(facts))
  if (acting.length === 0) return []
  const added = new Map<Multiplier, Part[]>()
  for (const part of base.exact) {
    for (const { by, points } of raisedPart(part, acting)) {
      const known = added.get(by)
      const own = { line: part.line?.index ?? null, points }
      if (known) known.push(own)
      else added.set(by, [own])
    }
  }
  return acting.flatMap((by) => {
    const { key, caps } = by.rule
    const before = raised.get(key) ?? 0
    const room = roomFor(caps, moment.state.given[key], moment.day) - before
    const parts = cutTo(added.get(by) ?? [], Math.min(pointsMax, room))
    if (parts.length === 0) return []
    raised.set(key, before + sumOf(parts))
    return [grantOf(moment.fact, base.earner, by, parts, lotOf)]
  })
}

/** Whether a multiplier acts on what this rule gives, conditions aside. */
export function raises({ rule }: Multiplier, base: Base['earner']['rule']): boolean {
  if (rule.currency !== base.currency) return false
  return rule.way.rules
    ? rule.way.rules.includes(base.key)
    : base.way.kind === 'per_amount' || base.way.kind === 'per_article'
}

/** The highest of those that stand alone first, then each that acts besides. */
function raisedPart(
  { line, points }: ExactPart,
  acting: readonly Multiplier[],
): { by: Multiplier; points: number }[] {
  const onLine = acting.filter(
    (one) => one.rule.way.lines === undefined || (line?.facts && one.earnsBy(line.facts)),
  )
  const alone = onLine.filter(({ rule }) => rule.way.together === 'highest')
  const highest = alone.reduce<Multiplier | null>(
    (best, one) => (best && !isLess(best.rate, one.rate) ? best : one),
    null,
  )
  const besides = onLine.filter(({ rule }) => rule.way.together === 'always')
  let exact: Fraction = points
  return [...(highest ? [highest] : []), ...besides].flatMap((by) => {
    const before = roundedHalfUp(exact)
    exact = times(exact, by.rate)
    const more = roundedHalfUp(exact) - before
    return more > 0 ? [{ by, points: Math.min(more, pointsMax) }] : []
  })
}
