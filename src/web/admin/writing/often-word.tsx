import { useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { readCount } from './typed-numbers.ts'

type OftenWord = {
  label: string
  max: number | null
  onChange: (max: number | null) => void
}

/** `beliebig oft`, `zweimal`: a limit that may be left out. */
export function useOftenWord(onFault: (fault: string | null) => void) {
  const { t } = useTranslation('writing')
  return ({ label, max, onChange }: OftenWord) => (
    <EditableWord
      kind="number"
      mayBeEmpty
      unit={t('unit.times')}
      label={label}
      value={max === null ? '' : String(max)}
      shown={max === null ? t('often') : t('times', { count: max })}
      onChange={(text) => {
        const isEmpty = text.trim() === ''
        const count = readCount(text, 1)
        onFault(isEmpty || count !== null ? null : t('fault.number'))
        if (isEmpty || count !== null) onChange(count)
      }}
    />
  )
}
