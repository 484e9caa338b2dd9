import type { EarningRule, Exclusion, earningEvents } from '#contract/language/earning-rule.ts'
import type { PointExpiry } from '#contract/language/points.ts'
import { programName } from '#contract/language/text.ts'
import { readCount } from '../../writing/typed-numbers.ts'
import type { RuleContent } from '../program.ts'
import { rateText, readRate } from '../rate.ts'
import {
  type ConditionForm,
  conditionOf,
  formOfCondition,
  type MoneyText,
} from './condition-rows.ts'

export const wayKinds = [
  'per_visit',
  'per_purchase',
  'per_amount',
  'per_article',
  'per_event',
  'multiplier',
] as const
export type WayKind = (typeof wayKinds)[number]
export const capKinds = ['perPurchase', 'perDay', 'perMonth', 'perCustomer'] as const
export const expiryKinds = ['never', 'after_days', 'after_months', 'end_of_year'] as const

/** A rule as it is typed: texts, until it is read. */
export type RuleForm = {
  name: string
  currency: string
  kind: WayKind
  points: string
  perAmount: string
  factor: string
  together: 'highest' | 'always'
  multiplied: string[]
  event: (typeof earningEvents)[number]
  eventName: string
  includes: Exclusion[]
  tierPoints: Record<string, string>
  lines: ConditionForm
  when: ConditionForm
  basketMin: string
  caps: Record<(typeof capKinds)[number], string>
  pendingDays: string
  expiry: { kind: (typeof expiryKinds)[number]; count: string }
}

export type RuleFault = 'name' | 'points' | 'whole' | 'amount' | 'eventName' | 'condition' | 'limit'

export type Writing = MoneyText & { language: 'de' | 'en' }

export function formOf(rule: RuleContent, writing: Writing): RuleForm {
  const { way, caps, expiry } = rule
  const isByLine = way.kind === 'per_amount' || way.kind === 'per_article'
  const rate = (text: string) => rateText(text, writing.language)
  const cap = (kind: keyof typeof caps) => (caps[kind] === undefined ? '' : String(caps[kind]))
  return {
    name: rule.name,
    currency: rule.currency,
    kind: way.kind,
    points: way.kind === 'multiplier' ? '1' : rate(String(way.points)),
    perAmount: writing.write(way.kind === 'per_amount' ? way.perAmount : 100),
    factor: way.kind === 'multiplier' ? rate(way.factor) : '2',
    together: way.kind === 'multiplier' ? way.together : 'highest',
    multiplied: way.kind === 'multiplier' ? (way.rules ?? []) : [],
    event: way.kind === 'per_event' ? way.event : 'birthday',
    eventName: way.kind === 'per_event' ? (way.name ?? '') : '',
    includes: isByLine ? [...way.includes] : [],
    tierPoints: isByLine
      ? Object.fromEntries(Object.entries(way.tierPoints).map(([key, text]) => [key, rate(text)]))
      : {},
    lines: formOfCondition('lines' in way ? way.lines : undefined, writing),
    when: formOfCondition(rule.when, writing),
    basketMin: rule.basketMin === undefined ? '' : writing.write(rule.basketMin),
    caps: {
      perPurchase: cap('perPurchase'),
      perDay: cap('perDay'),
      perMonth: cap('perMonth'),
      perCustomer: cap('perCustomer'),
    },
    pendingDays: String(rule.pendingDays),
    expiry: expiryForm(expiry),
  }
}

export const expiryForm = (expiry: PointExpiry): RuleForm['expiry'] => ({
  kind: expiry.kind,
  count: countOf(expiry),
})

function countOf(expiry: PointExpiry): string {
  switch (expiry.kind) {
    case 'never':
      return '12'
    case 'after_days':
      return String(expiry.days)
    case 'after_months':
      return String(expiry.months)
    case 'end_of_year':
      return String(expiry.years)
  }
}

type Read<Value> = { value: Value } | { fault: RuleFault }

export function contentOfForm(form: RuleForm, writing: Writing): Read<RuleContent> {
  if (form.name.trim() === '') return { fault: 'name' }
  const way = wayOf(form, writing)
  if ('fault' in way) return way
  const when = conditionOf(form.when, 'event', writing)
  if (when === null) return { fault: 'condition' }
  const basketMin = form.basketMin.trim() === '' ? undefined : writing.read(form.basketMin)
  if (basketMin === null) return { fault: 'amount' }
  const caps = capKinds.map((kind) => [kind, wholeOf(form.caps[kind])] as const)
  const limits = [...caps.map(([, most]) => most), wholeOf(form.pendingDays, 0)]
  const expiry = expiryOf(form.expiry)
  if (limits.includes(null) || expiry === null) return { fault: 'limit' }
  const content = {
    name: form.name.trim(),
    currency: form.currency,
    way: way.value,
    ...(when && { when }),
    ...(basketMin !== undefined && { basketMin }),
    caps: Object.fromEntries(caps.filter(([, most]) => most !== undefined)) as EarningRule['caps'],
    pendingDays: wholeOf(form.pendingDays, 0) ?? 0,
    expiry,
  }
  return { value: content }
}

function wayOf(form: RuleForm, writing: Writing): Read<RuleContent['way']> {
  const lines = conditionOf(form.lines, 'line', writing)
  if (lines === null) return { fault: 'condition' }
  const rate = readRate(form.points)
  const points = wholeOf(form.points)
  const ofLines = lines === undefined ? {} : { lines }
  switch (form.kind) {
    case 'per_visit':
    case 'per_purchase':
      return points ? { value: { kind: form.kind, points } } : { fault: 'whole' }
    case 'per_event': {
      if (!points) return { fault: 'whole' }
      if (form.event !== 'custom') return { value: { kind: form.kind, event: form.event, points } }
      return programName.safeParse(form.eventName).success
        ? { value: { kind: form.kind, event: form.event, name: form.eventName, points } }
        : { fault: 'eventName' }
    }
    case 'per_article':
    case 'per_amount': {
      const tierPoints = ratesOf(form.tierPoints)
      if (!rate || !tierPoints) return { fault: 'points' }
      const byLine = { points: rate, includes: form.includes, tierPoints, ...ofLines }
      if (form.kind === 'per_article') return { value: { kind: form.kind, ...byLine } }
      const perAmount = writing.read(form.perAmount)
      return perAmount ? { value: { kind: form.kind, perAmount, ...byLine } } : { fault: 'amount' }
    }
    case 'multiplier': {
      const factor = readRate(form.factor)
      if (!factor) return { fault: 'points' }
      const rules = form.multiplied.length > 0 ? { rules: form.multiplied } : {}
      return { value: { kind: form.kind, factor, together: form.together, ...rules, ...ofLines } }
    }
  }
}

function ratesOf(texts: Record<string, string>): Record<string, string> | null {
  const filled = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  const rates = filled.map(([key, text]) => [key, readRate(text)] as const)
  return rates.some(([, rate]) => rate === null)
    ? null
    : Object.fromEntries(rates.map(([key, rate]) => [key, rate ?? '']))
}

/** undefined where nothing is said, null where it is no such number. */
const wholeOf = (text: string, least = 1): number | null | undefined =>
  text.trim() === '' ? undefined : readCount(text, least)

function expiryOf({ kind, count }: RuleForm['expiry']): PointExpiry | null {
  if (kind === 'never') return { kind }
  const number = wholeOf(count, kind === 'end_of_year' ? 0 : 1) ?? null
  if (number === null) return null
  switch (kind) {
    case 'after_days':
      return { kind, days: number }
    case 'after_months':
      return { kind, months: number }
    case 'end_of_year':
      return { kind, years: number }
  }
}
