import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import { useCall } from '../../client/index.ts'
import { useLanguageName } from '../consents/use-consent-words.ts'

type Purpose = WireReply<typeof listConsentTexts>['items'][number]
type ConsentWordingProps = { value: string | null; onChange: (textId: string | null) => void }

/** Which words the shop shows beside its checkbox for e-mails. */
export function ConsentWording({ value, onChange }: ConsentWordingProps) {
  const { t } = useTranslation('connections')
  const languageName = useLanguageName()
  const purposes = useCall(listConsentTexts, {}).data?.items
  if (purposes === undefined) return null
  return (
    <NativeSelect
      label={t('change.consents')}
      description={t(purposes.length > 0 ? 'change.consentsHint' : 'change.consentsNone')}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value || null)}
      data={[
        { value: '', label: t('change.consentsOff') },
        ...purposes.flatMap((purpose) =>
          offered(purpose, value).map(({ id, language, version }) => ({
            value: id,
            label: t('change.wording', {
              ...{ label: purpose.label, language: languageName(language), version },
            }),
          })),
        ),
      ]}
    />
  )
}

/** The latest version of each language, and the one that is chosen. */
const offered = ({ archived, texts }: Purpose, chosen: string | null) =>
  texts.filter(
    ({ id, language }, index) =>
      id === chosen || (!archived && texts.findIndex((one) => one.language === language) === index),
  )
