import { Textarea, type TextareaProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { choicesMax, choicesOf } from './choices.ts'

/** The values of a choice, one a line. */
export function ChoicesField(props: TextareaProps) {
  const { t } = useTranslation('settings')
  return (
    <Textarea
      label={t('attributes.choices')}
      description={t('attributes.choicesHint')}
      rows={6}
      {...props}
    />
  )
}

/** What is wrong with the lines, in words. */
export function useChoicesFault(): (lines: string) => string | null {
  const { t } = useTranslation('settings')
  return (lines) => {
    const count = choicesOf(lines).length
    if (count === 0) return t('fault.choices')
    return count > choicesMax ? t('fault.tooMany', { max: choicesMax }) : null
  }
}
