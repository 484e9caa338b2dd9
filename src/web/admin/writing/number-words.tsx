import { useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { amountText, readAmount, readCount } from './typed-numbers.ts'

type CountWord = {
  label: string
  count: number
  shown: string
  max?: number
  /** What is said where it is no such number. */
  fault?: string
  onChange: (count: number) => void
}

/** Words of a sentence that are whole numbers or money. */
export function useNumberWords(onFault: (fault: string | null) => void) {
  const { t } = useTranslation('writing')
  const format = useFormat()
  const countWord = ({ label, count, shown, max = 1e9, fault, onChange }: CountWord) => (
    <EditableWord
      kind="number"
      label={label}
      value={String(count)}
      shown={shown}
      onChange={(text) => {
        const read = readCount(text, 1)
        const fits = read !== null && read <= max
        onFault(fits ? null : (fault ?? t('fault.number')))
        if (fits) onChange(read)
      }}
    />
  )
  const amountWord = (label: string, minor: number, onChange: (minor: number) => void) => (
    <EditableWord
      kind="number"
      label={label}
      value={amountText(minor, format.currency, format.language)}
      shown={format.money(minor)}
      onChange={(text) => {
        const read = readAmount(text, format.currency)
        const fits = read !== null && read > 0
        onFault(fits ? null : t('fault.amount'))
        if (fits) onChange(read)
      }}
    />
  )
  return { countWord, amountWord }
}
