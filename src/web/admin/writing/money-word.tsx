import { useTranslation } from 'react-i18next'
import { aroundNumber } from '../../design/around-number.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { amountText, readAmount } from './typed-numbers.ts'

type Optional = {
  label: string
  amount: number | null
  /** How it reads where there is none, and where there is some. */
  none: string
  some: (amount: string) => string
  onChange: (minor: number | null) => void
}

/** A word of money that may be left empty. */
export function useMoneyWord(onFault: (fault: string | null) => void) {
  const { t } = useTranslation('writing')
  const format = useFormat()
  const around =
    aroundNumber(format.money(0), amountText(0, format.currency, format.language)) ??
    format.currencySymbol
  return ({ label, amount, none, some, onChange }: Optional) => (
    <EditableWord
      kind="number"
      mayBeEmpty
      unit={around}
      label={label}
      value={amount === null ? '' : amountText(amount, format.currency, format.language)}
      shown={amount === null ? none : some(format.money(amount))}
      onChange={(text) => {
        const minor = readAmount(text, format.currency)
        const isEmpty = text.trim() === ''
        const fits = isEmpty || (minor !== null && minor > 0)
        onFault(fits ? null : t('fault.amount'))
        if (fits) onChange(isEmpty ? null : minor)
      }}
    />
  )
}
