import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'

type Named = { currency: string; name: string }

const ownWords = ['stamps', 'points', 'stars'] as const

/** `1 Stempel`, `10 Punkte`; a currency with a name of its own keeps it: `3 Bohnen`. */
export function usePointWords({ currency, name }: Named): (count: number | string) => string {
  const { t } = useTranslation('program')
  const format = useFormat()
  const known = ownWords.find((word) => word === currency && name === t(`currency.${word}`))
  return (count) => {
    const value = Number(count)
    const decimals = Number.isInteger(value) ? 0 : (String(count).split('.')[1]?.length ?? 0)
    const amount = format.number(value, decimals)
    return known
      ? t(`points.${known}`, { count: value === 1 ? 1 : 2, amount })
      : t('points.named', { name, amount })
  }
}
