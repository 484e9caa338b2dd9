import { useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'

type FromWordProps = {
  label: string
  day: string | null
  /** What is said where it begins on no day of its own; absent where it must have one. */
  none?: string
  onChange: (day: string | null) => void
}

/** `ab 1. März`: the first day. */
export function FromWord({ label, day, none, onChange }: FromWordProps) {
  const { t } = useTranslation('writing')
  const format = useFormat()
  return (
    <EditableWord
      kind="date"
      mayBeEmpty={none !== undefined}
      label={label}
      value={day ?? ''}
      shown={day === null ? (none ?? '') : t('fromDay', { date: format.date(day) })}
      onChange={(chosen) => onChange(chosen || null)}
    />
  )
}

type UntilWordProps = {
  label: string
  day: string | null
  onChange: (day: string | null) => void
}

/** `bis 31. März`, `ohne Ende`: the last day, if there is one. */
export function UntilWord({ label, day, onChange }: UntilWordProps) {
  const { t } = useTranslation('writing')
  const format = useFormat()
  return (
    <EditableWord
      kind="date"
      mayBeEmpty
      label={label}
      value={day ?? ''}
      shown={day === null ? t('untilNever') : t('untilDay', { date: format.date(day) })}
      onChange={(chosen) => onChange(chosen || null)}
    />
  )
}
