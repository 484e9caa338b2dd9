import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, type Language, languages } from '#locales/language.ts'
import { Segmented } from '../../design/segmented.tsx'
import { useSession } from '../session.ts'
import classes from './prints.module.css'

/** Guests read what is printed: at first it speaks the language of the business, not of the screen. */
export function usePrintLanguage() {
  const { language } = useSession().business
  return useState<Language>(isLanguage(language) ? language : 'de')
}

type PrintLanguageProps = { language: Language; onChoose: (language: Language) => void }

export function PrintLanguage({ language, onChoose }: PrintLanguageProps) {
  const { t } = useTranslation(['prints', 'frame'])
  return (
    <div className={classes.language}>
      <span>{t('language')}</span>
      <Segmented
        look="words"
        label={t('language')}
        value={language}
        options={languages.map((one) => ({ value: one, word: t(`frame:language.${one}`) }))}
        onChange={onChoose}
      />
    </div>
  )
}
