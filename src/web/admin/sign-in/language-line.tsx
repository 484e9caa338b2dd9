import { useTranslation } from 'react-i18next'
import { languages } from '#locales/language.ts'
import { Segmented } from '../../design/segmented.tsx'
import { useLanguageChoice } from '../language-choice.ts'
import classes from './sign-in.module.css'

/** The language at this device, for those who do not read the one the page began in. */
export function LanguageLine() {
  const { t } = useTranslation('frame')
  const [language, choose] = useLanguageChoice()
  return (
    <div className={classes.foot}>
      <Segmented
        label={t('language.label')}
        look="words"
        value={language}
        options={languages.map((value) => ({ value, word: t(`language.${value}`) }))}
        onChange={choose}
      />
    </div>
  )
}
