import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../../design/sentence.tsx'
import type { SectionName } from './sections.ts'

/** What this part is for, and the one thing to do here. */
export function SectionHead({ name, actions }: { name: SectionName; actions?: ReactNode }) {
  const { t } = useTranslation('settings')
  return (
    <Sentence reason={t(`sections.${name}.reason`)} actions={actions}>
      {t(`sections.${name}.name`)}
    </Sentence>
  )
}
