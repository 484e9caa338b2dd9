import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { useFormat } from '../../../design/provider.tsx'
import { useSession } from '../../session.ts'
import { draftOf, simulationOf } from '../draft.ts'
import { currenciesOf, type Program, type Reward, type SimulationWish } from '../program.ts'
import { programStart, type StartKind, startKinds } from '../starts.ts'

export type What = 'now' | StartKind
export const spans = ['quarter', 'half', 'year', 'three'] as const
export type Span = (typeof spans)[number]
export const spanDays: Record<Span, number> = { quarter: 91, half: 182, year: 365, three: 1096 }

/** What to ask the simulation for, and what its currencies are called. */
export function useWish(
  program: Program,
  rewards: readonly Reward[],
  what: What,
  days: number,
): { body: SimulationWish | null; nameOf: (currency: string) => string } {
  const { t } = useTranslation('program')
  const { currency } = useFormat()
  const { trade } = useSession().business
  const kind = startKinds.find((one) => one === what)
  if (kind) {
    const start = programStart(
      kind,
      { currency: t(`start.${kind}.currency`), rule: '-', card: '-', birthday: '-', reward: '-' },
      { unit: 10 ** currencyDecimals(currency), hasDrinks: trade === 'gastronomy' },
    )
    const { currency: key, price } = start.reward.content
    return {
      body: {
        days,
        program: {
          currencies: [{ currency: key, value: start.currency.terms.value }],
          rules: start.rules.map(({ key: ruleKey, content }) => ({ key: ruleKey, ...content })),
        },
        firstReward: { currency: key, price },
      },
      nameOf: () => t(`start.${kind}.currency`),
    }
  }
  const currencies = currenciesOf(program)
  const earned = currencies.find((one) =>
    program.rules.some((rule) => rule.currency === one.currency),
  )
  return {
    body: earned ? simulationOf(program, draftOf(program, rewards, earned), days) : null,
    nameOf: (key) => currencies.find((one) => one.currency === key)?.name ?? key,
  }
}
