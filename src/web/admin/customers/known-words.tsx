import { useTranslation } from 'react-i18next'
import { listAttributes } from '#contract/endpoints/attributes.ts'
import { listConsentTexts } from '#contract/endpoints/consent-texts.ts'
import type { ConsentChannel } from '#contract/language/consent.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useMay } from '../session.ts'
import type { ChangeQuestion, Question } from './question.ts'

const yesOrNo = ['hasPhone', 'hasPost', 'hasBirthday', 'hasLanguage'] as const

/** What the figures of "what we know" asked for: words of the sentence that can be taken back. */
export function useKnownWords(question: Question, onChange: ChangeQuestion) {
  const { t } = useTranslation(['customers', 'frame'])
  const contactWords = useContactWords(question)
  const { data } = useCall(listAttributes, {}, { enabled: question.filled !== undefined })
  const filled = data?.items.find(({ name }) => name === question.filled)?.label ?? question.filled
  const asked = [
    ...yesOrNo.map((field) => {
      const answer = question[field]
      return [field, answer && t(`filter.known.${field}.${answer}`)] as const
    }),
    ['filled', filled && t('filter.known.filled', { name: filled })],
    ['agreed', contactWords('agreed')],
    ['mayContact', contactWords('mayContact')],
    ['contact', question.contact && t(`filter.known.contact.${question.contact}`)],
    [
      'firstStore',
      question.firstStore && t('filter.known.firstStore', { name: question.firstStore }),
    ],
  ] as const
  return asked.flatMap(([field, word]) =>
    word
      ? [
          <span key={field}>
            {word}{' '}
            <Button
              kind="word"
              aria-label={t('filter.known.without', { word })}
              onClick={() => onChange({ [field]: undefined })}
            >
              {t('frame:action.remove')}
            </Button>
          </span>,
        ]
      : [],
  )
}

function useContactWords(question: Question) {
  const { t } = useTranslation(['customers', 'consents'])
  const isAsked = (question.agreed ?? question.mayContact) !== undefined
  const enabled = useMay()('consents:read') && isAsked
  const purposes = useCall(listConsentTexts, {}, { enabled }).data?.items ?? []
  return (field: 'agreed' | 'mayContact') => {
    const [purpose, channel] = question[field]?.split(':') ?? []
    if (purpose === undefined || channel === undefined) return undefined
    const label = purposes.find((one) => one.purpose === purpose)?.label ?? purpose
    // The address was read by the contract, which knows no other channels.
    const by = t(`consents:channel.${channel as ConsentChannel}`)
    return t(`filter.known.${field}`, { what: t('consents:line', { purpose: label, channel: by }) })
  }
}
