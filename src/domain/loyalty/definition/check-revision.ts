import { checkCondition } from '#contract/language/check-condition.ts'
import { type ConditionField, fieldCatalog } from '#contract/language/condition-fields.ts'
import type { GiftLadder } from '#contract/language/gift-ladder.ts'
import type { StampCard } from '#contract/language/stamp-card.ts'
import type { Tx } from '#database/transaction.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { readCurrencies } from '#domain/ledger/read-currencies.ts'
import { type Fault, malformed, Refusal } from '#kernel/errors.ts'
import { checkRule, whyNoStart } from '../check-rule.ts'
import type { RuleRevision } from '../program.ts'
import type { ProgramRevision } from '../program-rows.ts'
import { readRewards } from '../rewards/reward-rows.ts'

/** What a revision is checked against. */
export type Ground = {
  nowMillis: number
  /** Earlier revisions of all rules. */
  rules: readonly RuleRevision[]
  currencies: ReadonlySet<string>
  fields: ReadonlyMap<string, ConditionField>
  rewards: ReadonlySet<string>
}

export async function readGround(
  tx: Tx,
  rules: readonly RuleRevision[],
  nowMillis: number,
): Promise<Ground> {
  const currencies = await readCurrencies(tx)
  return {
    nowMillis,
    rules,
    currencies: new Set(currencies.map(({ currency }) => currency)),
    fields: fieldCatalog(await listAttributes({ kysely: tx })),
    rewards: new Set((await readRewards(tx, 'of a stock')).map(({ key }) => key)),
  }
}

/** @throws Refusal with every fault of what is to be said */
export function refuseFaulty(revision: ProgramRevision, ground: Ground): void {
  const { kind, content } = revision
  switch (kind) {
    case 'rule': {
      refuseUnknown(content.currency, ground)
      const known = ground.rules.filter(({ key }) => key === content.key)
      refuse('earning_rule_faulty', 'The rule', checkRule(content, { ...ground, known }))
      return
    }
    case 'gift_ladder':
      refuse('gift_ladder_faulty', 'The gift ladder', checkLadder(content, ground))
      return
    case 'stamp_card':
      refuseUnknown(content.currency, ground)
      refuse('stamp_card_faulty', 'The stamp card', checkCard(content, ground))
      return
    case 'tiers':
      if (content.currency !== undefined) refuseUnknown(content.currency, ground)
      refusePast(content, ground)
      return
    case 'terms':
    case 'ending':
      refusePast(content, ground)
      return
  }
}

export function refusePast(content: { validFrom: string }, { nowMillis }: { nowMillis: number }) {
  const [fault] = whyNoStart(content, nowMillis)
  if (fault) throw malformed('starts_in_past', fault.message, fault.pointer)
}

function refuseUnknown(currency: string, { currencies }: Ground): void {
  if (currencies.has(currency)) return
  throw malformed('point_currency_not_found', 'There is no such point currency.', '/currency')
}

const checkLadder = (ladder: GiftLadder, { nowMillis, fields }: Ground): readonly Fault[] => [
  ...whyNoStart(ladder, nowMillis),
  ...(ladder.when
    ? checkCondition(ladder.when, { fields, subjects: ['event', 'customer'] }, '/when')
    : []),
]

const checkCard = (card: StampCard, { nowMillis, rewards }: Ground): readonly Fault[] => [
  ...whyNoStart(card, nowMillis),
  ...(rewards.has(card.reward)
    ? []
    : [{ pointer: '/reward', code: 'reward_not_found', message: 'There is no such reward.' }]),
]

function refuse(
  code: 'earning_rule_faulty' | 'gift_ladder_faulty' | 'stamp_card_faulty',
  what: string,
  faults: readonly Fault[],
) {
  if (faults.length === 0) return
  throw new Refusal('malformed', code, `${what} cannot be kept like this.`, faults)
}
