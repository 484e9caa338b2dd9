import { useTranslation } from 'react-i18next'
import type { importReasons } from '#locales/de/import-reasons.ts'

type Code = Exclude<keyof typeof importReasons.sentences, 'other'>

/** Why a row does not fit, in the words its file of refused rows will use. */
export function useReasonWords() {
  const { t, i18n } = useTranslation('import-reasons')
  const isKnown = (code: string): code is Code => i18n.exists(`import-reasons:sentences.${code}`)
  return ({ refused, text }: { refused: string; text: string }): string =>
    isKnown(refused)
      ? t(`sentences.${refused}`, { text, line: '' })
      : t('sentences.other', { code: refused, text })
}
