import { checkCondition } from '#contract/language/check-condition.ts'
import type { ConditionField } from '#contract/language/condition-fields.ts'
import type { EarningRule } from '#contract/language/earning-rule.ts'
import type { Condition } from '#kernel/conditions.ts'
import { parseDecimal } from '#kernel/decimal.ts'
import type { Fault } from '#kernel/errors.ts'
import type { RuleRevision } from './program.ts'

export type RuleSurroundings = {
  nowMillis: number
  /** Earlier revisions of the same rule. */
  known: readonly RuleRevision[]
  fields: ReadonlyMap<string, ConditionField>
}

/** What a new revision of an earning rule gets wrong beyond its form. */
export function checkRule(
  rule: EarningRule,
  { nowMillis, known, fields }: RuleSurroundings,
): readonly Fault[] {
  return [
    ...whyNoStart(rule, nowMillis),
    ...known
      .filter(({ currency }) => currency !== rule.currency)
      .slice(0, 1)
      .map(() => fault('/currency', 'currency_changed', 'A rule stays with its currency.')),
    ...checkWay(rule),
    ...whyLost(rule),
    ...checkWhere(rule.when, '/when', fields, ['event', 'customer']),
    ...('lines' in rule.way ? checkWhere(rule.way.lines, '/way/lines', fields, ['line']) : []),
  ]
}

/** State is replayed by the rules of its time, so what has been decided cannot be decided anew. */
export function whyNoStart({ validFrom }: { validFrom: string }, nowMillis: number): Fault[] {
  return Date.parse(validFrom) < nowMillis
    ? [fault('/validFrom', 'starts_in_past', 'A change acts from now on at the earliest.')]
    : []
}

function checkWay({ way, basketMin }: EarningRule): Fault[] {
  if (way.kind === 'per_event') {
    if (basketMin !== undefined) return [fault('/basketMin', 'no_basket', 'This is no purchase.')]
    const isOwn = way.event === 'custom'
    if (isOwn === (way.name !== undefined)) return []
    const message = isOwn ? 'Which event of your own?' : 'Only events of your own have a name.'
    return [fault('/way/name', 'unfit_name', message)]
  }
  if (way.kind === 'multiplier') {
    const { over, under } = parseDecimal(way.factor)
    if (over <= under) return [fault('/way/factor', 'lowers', 'A multiplier is more than 1.')]
  }
  return []
}

function whyLost({ pendingDays, expiry }: EarningRule): Fault[] {
  const daysMin =
    expiry.kind === 'after_days'
      ? expiry.days
      : expiry.kind === 'after_months'
        ? expiry.months * 28
        : Number.POSITIVE_INFINITY
  return pendingDays < daysMin
    ? []
    : [fault('/expiry', 'expires_while_pending', 'The points expire before they can be spent.')]
}

const checkWhere = (
  condition: Condition | undefined,
  pointer: string,
  fields: RuleSurroundings['fields'],
  subjects: ('event' | 'line' | 'customer')[],
): readonly Fault[] => (condition ? checkCondition(condition, { fields, subjects }, pointer) : [])

const fault = (pointer: string, code: string, message: string): Fault => ({
  pointer,
  code,
  message,
})
