import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { useCall } from '../../../client/index.ts'
import { useFormat } from '../../../design/provider.tsx'
import { useTierNames } from '../../rewards/use-tiers.ts'
import { attributeOf, isKnown, type Say } from './condition-values.ts'

/** The field as it is chosen; of an attribute its name. */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslation('program')
  return (field) => (isKnown(field) ? t(`field.${field}`) : attributeOf(field))
}

/** What conditions are put into words with. */
export function useConditionSay(): Say {
  const { t } = useTranslation('conditions')
  const { t: program } = useTranslation('program')
  const format = useFormat()
  const stores = useCall(listStores, {}).data?.items ?? []
  const tierNames = useTierNames()
  const nameOf = (field: string, value: string): string => {
    switch (field) {
      case 'event.store':
        return stores.find(({ code }) => code === value)?.name ?? value
      case 'event.type':
        return program(`event.${value as 'visit'}`, { defaultValue: value })
      case 'customer.tier':
        return tierNames([value])
      default:
        return value
    }
  }
  return { t, format, nameOf }
}

export function useWeekdays(): { value: string; label: string }[] {
  const format = useFormat()
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: format.weekday(`2024-01-0${day}`),
  }))
}
