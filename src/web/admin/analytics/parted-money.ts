import type { Money } from '#kernel/money.ts'
import { useFormat } from '../../design/provider.tsx'

/** A sum as a figure shows it: where the currency follows the number, it is the figure's unit. */
export function usePartedMoney() {
  const format = useFormat()
  return (money: Money | number): { value: string; unit?: string } => {
    const [value = '', unit] = format.moneyRounded(money).split('\u00a0')
    return unit === undefined ? { value } : { value, unit }
  }
}
