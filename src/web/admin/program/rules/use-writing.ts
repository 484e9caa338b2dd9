import { useFormat } from '../../../design/provider.tsx'
import { amountText, readAmount } from '../../writing/typed-numbers.ts'
import type { Writing } from './rule-form.ts'

/** How numbers and money are typed here. */
export function useWriting(): Writing {
  const { language, currency } = useFormat()
  return {
    language,
    write: (minor) => amountText(minor, currency, language),
    read: (text) => readAmount(text, currency),
  }
}
