import { Trans, useTranslation } from 'react-i18next'
import type { PointExpiry } from '#contract/language/points.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import { type Draft, textOf } from './draft.ts'
import type { Currency } from './program.ts'
import { useExpiryWords } from './rules/use-expiry-words.ts'

const usual: readonly PointExpiry[] = [
  { kind: 'never' },
  { kind: 'after_months', months: 6 },
  { kind: 'after_months', months: 12 },
  { kind: 'after_months', months: 24 },
  { kind: 'after_months', months: 36 },
  { kind: 'end_of_year', years: 1 },
  { kind: 'end_of_year', years: 3 },
]

type ExpirySentenceProps = { draft: Draft; currency: Currency; onDraft: (draft: Draft) => void }

/** How long points count; one word where all rules agree, else each rule says so itself. */
export function ExpirySentence({ draft, currency, onDraft }: ExpirySentenceProps) {
  const { t } = useTranslation('program')
  const expiryWords = useExpiryWords()
  const earning = draft.rules.filter(({ content }) => content.way.kind !== 'multiplier')
  const expiries = [...new Set(earning.map(({ content }) => textOf(content.expiry)))]
  const expiry = earning[0]?.content.expiry
  if (!expiry || expiries.length > 1) return null
  const choices = usual.some((one) => textOf(one) === textOf(expiry)) ? usual : [expiry, ...usual]
  const word = (
    <EditableWord
      label={t('label.expiry')}
      value={textOf(expiry)}
      shown={expiryWords(expiry)}
      options={choices.map((one) => ({ value: textOf(one), word: expiryWords(one) }))}
      onChange={(chosen) => {
        const found = choices.find((one) => textOf(one) === chosen)
        if (found) onDraft(withExpiry(draft, found))
      }}
    />
  )
  return (
    <li>
      <p>
        <Trans
          t={t}
          i18nKey="sentence.expiry"
          components={{ expiry: word }}
          values={{ name: currency.name }}
        />
      </p>
    </li>
  )
}

const withExpiry = (draft: Draft, expiry: PointExpiry): Draft => ({
  ...draft,
  rules: draft.rules.map(({ key, content }) => ({
    key,
    content: content.way.kind === 'multiplier' ? content : { ...content, expiry },
  })),
})
