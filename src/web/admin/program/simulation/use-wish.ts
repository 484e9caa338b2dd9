import { useTranslation } from 'react-i18next'
import { useSession } from '../../session.ts'
import { type Draft, draftOf, mainReward, simulationOf } from '../draft.ts'
import { currenciesOf, type Program, type Reward, type SimulationWish } from '../program.ts'
import { programStart, type StartKind, startKinds } from '../starts.ts'
import { useStartMoney } from '../use-start-money.ts'

export type What = 'now' | StartKind
export const spans = ['quarter', 'half', 'year', 'three'] as const
export type Span = (typeof spans)[number]
export const spanDays: Record<Span, number> = { quarter: 91, half: 182, year: 365, three: 1096 }

/** The reward that time is counted to, and those there are for less. */
export type Target = {
  name: string
  price: number
  currency: { currency: string; name: string }
  cheaper: readonly { name: string; price: number }[]
}

export type Wish = {
  body: SimulationWish | null
  nameOf: (currency: string) => string
  target: Target | null
}

/** What to ask the simulation for, and what its currencies are called. */
export function useWish(
  program: Program,
  rewards: readonly Reward[],
  what: What,
  days: number,
): Wish {
  const { t } = useTranslation('program')
  const money = useStartMoney()
  const { trade } = useSession().business
  const kind = startKinds.find((one) => one === what)
  if (kind) {
    const start = programStart(
      kind,
      { currency: t(`start.${kind}.currency`), rule: '-', card: '-', birthday: '-', reward: '-' },
      { unit: money.minor, hasDrinks: trade === 'gastronomy' },
    )
    const { currency: key, price } = start.reward.content
    const name = t(`start.${kind}.currency`)
    const hasDrink = start.article !== null
    return {
      body: {
        days,
        program: {
          currencies: [{ currency: key, value: start.currency.terms.value }],
          rules: start.rules.map(({ key: ruleKey, content }) => ({ key: ruleKey, ...content })),
        },
        firstReward: { currency: key, price },
      },
      nameOf: () => name,
      target: {
        name: hasDrink ? t('start.drink') : t(`start.${kind}.off`, money.words(kind)),
        price,
        currency: { currency: key, name },
        cheaper: [],
      },
    }
  }
  const currencies = currenciesOf(program)
  const earned = currencies.find((one) =>
    program.rules.some((rule) => rule.currency === one.currency),
  )
  const draft = earned && draftOf(program, rewards, earned)
  return {
    body: draft ? simulationOf(program, draft, days) : null,
    nameOf: (key) => currencies.find((one) => one.currency === key)?.name ?? key,
    target: draft && earned ? targetOf(draft, earned) : null,
  }
}

function targetOf(draft: Draft, currency: Target['currency']): Target | null {
  const main = mainReward(draft)?.content
  if (!main) return null
  const cheaper = draft.rewards
    .map(({ content: { name, price } }) => ({ name, price }))
    .filter(({ price }) => price < main.price)
    .toSorted((one, other) => one.price - other.price)
  return { name: main.name, price: main.price, currency, cheaper }
}
