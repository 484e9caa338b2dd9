import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listConsents } from '#contract/endpoints/consents.ts'
import { useFormat } from '../../design/provider.tsx'

export type Consents = WireReply<typeof listConsents>
export type Receipt = Consents['receipts'][number]

/** What a receipt rests on, in one sentence. */
export function useProofWords() {
  const { t } = useTranslation('consents')
  const format = useFormat()
  return (proof: Receipt['proof']): string => {
    switch (proof?.kind) {
      case undefined:
        return t('proof.none')
      case 'form':
        return t('proof.form', { form: proof.form })
      case 'double_opt_in':
        return t('proof.double_opt_in', {
          address: proof.address,
          date: format.date(proof.askedAt),
        })
      case 'shop':
        return t('proof.shop', { shop: proof.shop })
      case 'statement':
        return t('proof.statement', { text: proof.text })
    }
  }
}

/** The name of a language tag. */
export function useLanguageName() {
  const names = new Intl.DisplayNames(useFormat().language, { type: 'language' })
  return (tag: string) => names.of(tag) ?? tag
}
