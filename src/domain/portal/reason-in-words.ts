import type { StatementLineView } from '#contract/endpoints/points.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import { points as german } from '#locales/de/points.ts'
import { points as english } from '#locales/en/points.ts'
import type { Language } from '#locales/language.ts'

type Reason = Pick<StatementLineView['reasons'][number], 'key' | 'params'>
export type SayReason = (reason: Reason) => string

/** Why points moved, as a guest reads it: by the name of the rule rather than by its sums. */
export function sayReasons(plan: Plan | null, now: Date, language: Language): SayReason {
  const words = language === 'de' ? german : english
  const inForce = plan?.inForce(now.getTime())
  const rules = new Map(
    [...(inForce?.earners ?? []), ...(inForce?.multipliers ?? [])].map(({ rule }) => [
      rule.key,
      rule.name,
    ]),
  )
  return ({ key, params }) => {
    const rule = rules.get(String(params.rule ?? ''))
    if (rule) return rule
    if (key.startsWith('earned.')) return words.reason.earned.per_purchase
    const known = findText(key.startsWith('hand.') ? words.hands : words.reason, keyOf(key))
    const text = known ?? words.reason.unknown
    const reward = String(params.reward ?? '')
    return reward === ''
      ? text
      : (withReward(words.reason, key) ?? text).replace('{{reward}}', reward)
  }
}

const keyOf = (key: string): readonly string[] => {
  if (key === 'returned.cart') return ['returnedCart']
  return key.startsWith('hand.') ? [key.slice('hand.'.length)] : key.split('.')
}

type Tree = { readonly [key: string]: string | Tree }

function findText(tree: Tree, [first = '', ...rest]: readonly string[]): string | null {
  const found = tree[first]
  if (found === undefined) return null
  if (typeof found === 'string') return rest.length === 0 ? found : null
  return findText(found, rest)
}

/** `points.redeemed` with what it was for. */
const withReward = (words: Tree, key: string): string | null =>
  findText(words, `${key}For`.split('.')) ?? findText(words, key.split('.'))
