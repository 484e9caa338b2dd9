import { useTranslation } from 'react-i18next'
import type { KeyValue } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { FileOfCustomers } from './column-draft.ts'

/** Rows that are taken though a consent they tell is none; said only where there are some. */
export function useWithoutConsent({ counts }: Pick<FileOfCustomers, 'counts'>): KeyValue[] {
  const { t } = useTranslation('customer-file')
  const format = useFormat()
  const { withoutConsent } = counts
  if (withoutConsent === 0) return []
  return [
    {
      key: 'withoutConsent',
      word: t('consent.without'),
      value: format.number(withoutConsent),
    },
  ]
}
