import {
  defineEarningRule,
  definePointCurrency,
  endEarningRule,
} from '#contract/endpoints/programs.ts'
import { defineReward } from '#contract/endpoints/rewards.ts'
import { defineStampCard, endStampCard } from '#contract/endpoints/stamp-cards.ts'
import { call } from '../../client/index.ts'
import type { Change } from './draft.ts'
import type { Currency } from './program.ts'

type Said = { changes: readonly Change[]; currency: Currency; validFrom: string | undefined }

/** One after the other. What is said twice changes nothing, so after a refusal all may be said again. */
export async function sayChanges({ changes, currency, validFrom }: Said): Promise<void> {
  for (const change of changes) await say(change, currency, validFrom)
}

function say(change: Change, currency: Currency, validFrom: string | undefined): Promise<unknown> {
  const start = validFrom === undefined ? {} : { validFrom }
  switch (change.kind) {
    case 'value': {
      const { name, returns, overdraftMax } = currency
      return call(definePointCurrency, {
        params: { currency: currency.currency },
        body: { name, returns, overdraftMax, value: change.value, ...start },
      })
    }
    case 'rule':
      return call(defineEarningRule, {
        params: { ruleKey: change.key },
        body: { ...change.content, ...start },
      })
    case 'rule_end':
      return call(endEarningRule, { params: { ruleKey: change.key }, body: start })
    case 'reward':
      return call(defineReward, { params: { rewardKey: change.key }, body: change.content })
    case 'card':
      return call(defineStampCard, {
        params: { cardKey: change.key },
        body: { ...change.content, ...start },
      })
    case 'card_end':
      return call(endStampCard, { params: { cardKey: change.key } })
  }
}
