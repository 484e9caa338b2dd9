import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listDuplicates } from '#contract/endpoints/duplicates.ts'

export type Pair = WireReply<typeof listDuplicates>['items'][number]
export type Named = Pair['one']

/** What to call somebody: by name, else by what is known of them. */
export function useNamed(): (customer: Named) => string {
  const { t } = useTranslation('customers')
  return ({ name, shown }) =>
    name ?? (shown === null ? t('nameless') : t('numbered', { value: shown }))
}
