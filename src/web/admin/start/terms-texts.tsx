import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Language, languages } from '#locales/language.ts'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import classes from './start.module.css'

export type OwnTexts = Record<Language, string | null>

type TermsTextsProps = {
  /** As they follow from the plan. */
  proposed: Record<Language, string>
  /** null: the proposal. */
  own: OwnTexts
  /** The language of the business comes first, and has to say something. */
  first: Language
  onChange: (own: OwnTexts) => void
}

/** The terms in both languages, one at a time. */
export function TermsTexts({ proposed, own, first, onChange }: TermsTextsProps) {
  const { t } = useTranslation(['start', 'frame'])
  const [shown, show] = useState(first)
  const mine = own[shown]
  const ordered = languages.toSorted(
    (one, other) => Number(other === first) - Number(one === first),
  )
  return (
    <Section heading={t('terms.heading')} note={t('terms.check')} notePlace="below">
      <div className={classes.part}>
        <Segmented
          look="words"
          label={t('terms.language')}
          value={shown}
          options={ordered.map((one) => ({ value: one, word: t(`frame:language.${one}`) }))}
          onChange={show}
        />
        <Textarea
          label={t('terms.label')}
          description={t('terms.bothHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          autosize
          minRows={6}
          maxRows={14}
          maxLength={20_000}
          lang={shown}
          value={mine ?? proposed[shown]}
          onChange={(event) => onChange({ ...own, [shown]: event.currentTarget.value })}
        />
        {mine !== null && (
          <Button kind="word" onClick={() => onChange({ ...own, [shown]: null })}>
            {t('terms.again')}
          </Button>
        )}
      </div>
    </Section>
  )
}
