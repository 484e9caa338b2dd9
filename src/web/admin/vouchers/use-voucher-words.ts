import { useTranslation } from 'react-i18next'
import type { Format } from '../../design/format.ts'
import { useFormat } from '../../design/provider.tsx'
import { useToday } from '../forms/dates.ts'
import type { Said, Voucher } from './voucher.ts'

/** `10 % Nachlass` */
export function useWorth(): (benefit: Said['benefit']) => string {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  return (benefit) => {
    switch (benefit.kind) {
      case 'percent': {
        const percent = percentWords(format, benefit.percent)
        const max = benefit.discountMax ?? null
        return max === null
          ? t('worth.percent', { percent })
          : t('worth.percentMax', { percent, max: format.money(max) })
      }
      case 'amount': {
        const amount = format.money(benefit.amount)
        return benefit.inParts
          ? t('worth.amountInParts', { amount })
          : t('worth.amount', { amount })
      }
      case 'free_article':
        return t('worth.free_article', { name: benefit.name })
      case 'free_shipping':
        return t('worth.free_shipping')
      case 'at_partner':
        return t('worth.at_partner')
    }
  }
}

/** `10 %`, `12,5 %` */
export function percentWords(format: Format, percent: number): string {
  const decimals = [0, 1, 2].find((places) => Number(percent.toFixed(places)) === percent) ?? 2
  return format.percent(percent / 100, decimals)
}

/** Whether it counts today, in a word. */
export function useStatusWord() {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const today = useToday()
  return ({ status, content: { validFrom, validUntil } }: Voucher) => {
    if (status !== 'active') return t(`status.${status}`)
    if (validUntil && validUntil < today) return t('status.over')
    if (validFrom && today < validFrom) return t('status.soon', { date: format.date(validFrom) })
    return t('status.active')
  }
}

/** All that a voucher says, one short sentence after the other. */
export function useSays(): (content: Said) => string {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const worth = useWorth()
  const daysOf = useDays()
  return (content) => {
    const { basketMin, perCustomerMax, totalMax, budget, audience, combinable } = content
    const { stores, channels, categories, skus } = content
    const what = [...categories, ...skus]
    return [
      t('says.worth', { worth: worth(content.benefit) }),
      daysOf(content),
      basketMin !== null && t('says.basketMin', { amount: format.money(basketMin) }),
      perCustomerMax !== null && t('says.perCustomer', { count: perCustomerMax }),
      audience === 'regulars' && t('says.regulars'),
      totalMax !== null && t('says.total', { count: totalMax }),
      budget !== null && t('says.budget', { amount: format.money(budget) }),
      stores.length > 0 && t('says.stores', { count: stores.length }),
      what.length > 0 && t('says.applies', { what: format.list(what) }),
      channels.length > 0 && t('says.channels', { what: format.list(channels) }),
      combinable && t('says.combinable'),
    ]
      .filter(Boolean)
      .join(' ')
  }
}

function useDays() {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  return ({ validFrom, validUntil }: Pick<Said, 'validFrom' | 'validUntil'>) => {
    const from = validFrom === null ? '' : format.date(validFrom)
    const until = validUntil === null ? '' : format.date(validUntil)
    if (from && until) return t('says.fromUntil', { from, until })
    if (from) return t('says.from', { from })
    return until ? t('says.until', { until }) : t('says.open')
  }
}
