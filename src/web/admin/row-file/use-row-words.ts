import { useTranslation } from 'react-i18next'
import type { Matter } from './matter.ts'
import type { FileRow } from './use-row-file.ts'

type Words = Pick<Matter<never>, 'fieldName' | 'reasonWord'>

/** What a row changes, or why it is not taken over. */
export function useRowWords({ fieldName, reasonWord }: Words) {
  const { t } = useTranslation('row-file')
  return ({ changes, reasons }: FileRow): string[] => [
    ...changes.map(({ field, before, after }) =>
      before === null
        ? t('added', { field: fieldName(field), after })
        : t('change', { field: fieldName(field), before, after }),
    ),
    ...reasons.map(({ code, field }) => {
      const reason = reasonWord(code)
      return field ? t('wrong', { field: fieldName(field), reason }) : reason
    }),
  ]
}
