import { useTranslation } from 'react-i18next'
import type { OneImport } from './one-import.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** What the page of an ended import says first. */
export function useEndWords({ status, result, failure }: OneImport): {
  sentence: string
  lead: string
} {
  const { t } = useTranslation('imports')
  const refusalWords = useRefusalWords()
  const { accepted, duplicates, refused, customers } = result
  const kept =
    accepted === 0 ? t('end.canceledNothing') : t('end.canceledKept', { count: accepted })
  switch (status) {
    case 'canceled':
      return { sentence: t('end.canceled'), lead: kept }
    case 'failed': {
      const why =
        failure === null || failure === 'unexpected'
          ? t('end.failedUnexpected')
          : refusalWords(failure)
      return { sentence: t('end.failed'), lead: `${why} ${kept}` }
    }
    case 'taken_back':
      return { sentence: t('end.takenBack'), lead: t('end.takenBackLead') }
    default:
  }
  if (accepted === 0 && refused > 0 && duplicates === 0) {
    return { sentence: t('end.allRefused'), lead: '' }
  }
  if (accepted === 0) return { sentence: t('end.nothing'), lead: duplicates ? t('end.known') : '' }
  const lead = customers ? t('end.customers', { count: customers }) : t('end.anonymousOnly')
  return { sentence: t('end.done', { count: accepted }), lead }
}
