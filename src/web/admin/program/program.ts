import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { simulateProgram } from '#contract/endpoints/program-previews.ts'
import type { readProgram } from '#contract/endpoints/programs.ts'
import type { listRewards } from '#contract/endpoints/rewards.ts'

export type Program = WireReply<typeof readProgram>
export type Rule = Program['rules'][number]
export type RuleContent = Omit<Rule, 'key' | 'status' | 'validFrom'>
export type Currency = Program['currencies'][number]
export type Reward = WireReply<typeof listRewards>['items'][number]
export type CardContent = Omit<Program['stampCards'][number], 'key' | 'status' | 'validFrom'>
export type RewardContent = Reward['content']
export type SimulationWish = WireInput<typeof simulateProgram>['body']
export type Simulation = NonNullable<WireReply<typeof simulateProgram>['result']>

/** Currencies as they count now, each once. */
export const currenciesOf = ({ currencies }: Program): Currency[] =>
  currencies.filter(({ state }) => state === 'in_force')

export const nameOfCurrency = (program: Program, key: string): string =>
  program.currencies.find(({ currency }) => currency === key)?.name ?? key

export const contentOf = ({ key: _, status: __, validFrom: ___, ...content }: Rule): RuleContent =>
  content

/** What is collected keeps as long as by the first rule that gives it; without one, for ever. */
export const expiryOfCurrency = ({ rules }: Program, currency: string): RuleContent['expiry'] =>
  rules.find(
    (rule) =>
      rule.currency === currency && rule.status === 'active' && rule.way.kind !== 'multiplier',
  )?.expiry ?? { kind: 'never' }
