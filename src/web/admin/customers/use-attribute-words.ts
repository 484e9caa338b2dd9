import { useTranslation } from 'react-i18next'
import { isDate } from '#kernel/calendar.ts'
import { useFormat } from '../../design/provider.tsx'

/** The value of an attribute as a person reads it. */
export function useAttributeWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return (value: string | number | boolean | undefined): string => {
    switch (typeof value) {
      case 'undefined':
        return ''
      case 'boolean':
        return value ? t('page.attributes.yes') : t('page.attributes.no')
      case 'number':
        return format.number(value, Number.isInteger(value) ? 0 : 2)
      case 'string':
        return isDate(value) ? format.date(value) : value
    }
  }
}
