import { useTranslation } from 'react-i18next'
import type { Matter } from './matter.ts'
import type { FileRow } from './use-row-file.ts'

type Words = Pick<Matter<never>, 'fieldName' | 'reasonWord' | 'valueWord'>

const asKept = (_field: string, value: string) => value

/** What a row changes, or why it is not taken over. */
export function useRowWords({ fieldName, reasonWord, valueWord = asKept }: Words) {
  const { t } = useTranslation('row-file')
  return ({ changes, reasons }: FileRow): string[] => [
    ...changes.map(({ field, before, after }) =>
      before === null
        ? t('added', { field: fieldName(field), after: valueWord(field, after) })
        : t('change', {
            field: fieldName(field),
            before: valueWord(field, before),
            after: valueWord(field, after),
          }),
    ),
    ...reasons.map(({ code, field }) => {
      const reason = reasonWord(code)
      return field ? t('wrong', { field: fieldName(field), reason }) : reason
    }),
  ]
}
