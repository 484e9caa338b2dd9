import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { useFormat } from '../../design/provider.tsx'
import { type StartKind, startWorth } from './starts.ts'

/** The money in the words of a start, in the business's own currency. */
export function useStartMoney() {
  const { t } = useTranslation('program')
  const { currency, currencySymbol, moneyRounded } = useFormat()
  const minor = 10 ** currencyDecimals(currency)
  return {
    /** One whole unit, in minor units. */
    minor,
    words: (kind: StartKind) => ({
      unit: currency === 'EUR' ? t('start.euro') : currencySymbol,
      worth: moneyRounded(startWorth(kind) * minor),
    }),
  }
}
