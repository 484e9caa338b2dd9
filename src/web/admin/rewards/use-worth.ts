import { currencyDecimals } from '#kernel/money.ts'
import { useFormat } from '../../design/provider.tsx'
import { useCurrencies } from './use-reward-words.ts'

/** What points are worth in minor units, at the value the program gives them; null: unknown. */
export function useWorth() {
  const { currency: money } = useFormat()
  const { currencies } = useCurrencies()
  const unit = 10 ** currencyDecimals(money)
  const worthOf = (currency: string, points: number): number | null => {
    const terms = currencies.find((one) => one.currency === currency)
    return terms ? Math.round(points * Number(terms.value) * unit) : null
  }
  return { unit, worthOf }
}
