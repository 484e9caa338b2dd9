import { earningRule } from '#contract/language/earning-rule.ts'
import { giftLadder } from '#contract/language/gift-ladder.ts'
import { tierLadder } from '#contract/language/tier-ladder.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { addRevision } from '#domain/loyalty/program-rows.ts'

const since = '2020-01-01T00:00:00Z'
const store = (code: string) => ({
  kind: 'compare',
  field: 'event.store',
  operator: 'equal',
  value: code,
})
const category = (code: string) => ({
  kind: 'compare',
  field: 'line.category',
  operator: 'equal',
  value: code,
})

/** Ten rules as a chain of cafés might have them. */
const rules = [
  { key: 'euro', way: { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] } },
  { key: 'coffee', way: { kind: 'per_article', points: '2', lines: category('c1') } },
  { key: 'cake', way: { kind: 'per_article', points: '3', lines: category('c2') } },
  { key: 'tea', way: { kind: 'per_article', points: '1', lines: category('c3') } },
  { key: 'visit', way: { kind: 'per_visit', points: 5 }, caps: { perMonth: 50 } },
  { key: 'purchase', way: { kind: 'per_purchase', points: 1 }, basketMin: 500 },
  { key: 'review', way: { kind: 'per_event', event: 'review', points: 20 } },
  { key: 'double', way: { kind: 'multiplier', factor: '2' }, when: store('s1') },
  { key: 'half', way: { kind: 'multiplier', factor: '1.5' }, when: store('s2') },
  { key: 'map', way: { kind: 'per_event', event: 'download', points: 5 } },
]

/** @returns how many rules there are */
export async function defineProgram({ database, clock }: Context): Promise<number> {
  const now = clock.now()
  await transaction(database, async (tx) => {
    await defineCurrency(
      tx,
      {
        ...{ currency: 'points', name: 'Points', validFrom: new Date(since), value: '0.01' },
        ...{ returns: 'clamp', overdraftMax: 0 },
      },
      now,
    )
    const base = { validFrom: since, currency: 'points', expiry: { kind: 'after_days', days: 730 } }
    for (const rule of rules) {
      const content = earningRule.parse({ ...base, name: rule.key, ...rule })
      await addRevision(tx, { kind: 'rule', content }, { now, by: null })
    }
    const levels = [{ key: 'silver', name: 'Silver', threshold: 10 }]
    const tiers = tierLadder.parse({ validFrom: since, levels })
    await addRevision(tx, { kind: 'tiers', content: tiers }, { now, by: null })
    const ladder = giftLadder.parse({
      ...{ key: 'gifts', name: 'Gifts', validFrom: since, amountMin: 300 },
      rounds: [{ steps: [{ count: 10, articles: ['mug'] }] }],
    })
    await addRevision(tx, { kind: 'gift_ladder', content: ladder }, { now, by: null })
  })
  return rules.length
}
