import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import type { customerFile } from '#locales/de/customer-file.ts'
import { useCall } from '../../client/index.ts'
import type { Row } from './use-customer-file.ts'

type Field = keyof typeof customerFile.field
type Reason = keyof typeof customerFile.reason

/** The name of a column's field: one of ours, or an attribute's label. */
export function useFieldName() {
  const { t } = useTranslation('customer-file')
  const attributes = useCall(listAttributes, {}).data?.items ?? []
  return (field: string): string => {
    const name = field.replace(/^attributes\./, '')
    if (name !== field) return attributes.find((one) => one.name === name)?.label ?? name
    // Fields are those of the contract, each with its word.
    return t(`field.${field as Field}`)
  }
}

/** What a row changes, or why it is not taken over. */
export function useRowWords() {
  const { t } = useTranslation('customer-file')
  const fieldName = useFieldName()
  return ({ changes, reasons }: Row): string[] => [
    ...changes.map(({ field, before, after }) =>
      before === null
        ? t('added', { field: fieldName(field), after })
        : t('change', { field: fieldName(field), before, after }),
    ),
    ...reasons.map(({ code, field }) => {
      // Codes without words of their own are all about what cannot be read.
      const reason = t(`reason.${code as Reason}`, { defaultValue: t('reason.malformed') })
      return field === null ? reason : t('wrong', { field: fieldName(field), reason })
    }),
  ]
}
