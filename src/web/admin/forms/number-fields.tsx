import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useFormat } from '../../design/provider.tsx'

type Props = Omit<NumberInputProps, 'decimalSeparator' | 'hideControls'>

/** A number as the language writes it. */
export function NumberField(props: Props) {
  const { language } = useFormat()
  return (
    <NumberInput
      allowNegative={false}
      hideControls
      decimalSeparator={language === 'de' ? ',' : '.'}
      {...props}
    />
  )
}

/** A share as a percentage: the form holds `65`, the business `0.65`. */
export const PercentField = (props: Props) => (
  <NumberField suffix=" %" decimalScale={2} min={0} max={100} clampBehavior="none" {...props} />
)

/** Hundredths of a percent are as exact as shares are kept. */
export const percentOf = (share: number) => Math.round(share * 10_000) / 100
/** Without decimals where there are none: `65 %`, `7,5 %`. */
export function usePercent(): (share: number) => string {
  const format = useFormat()
  return (share) => format.percent(share, decimalsOf(percentOf(share)))
}

function decimalsOf(percent: number): number {
  if (Number.isInteger(percent)) return 0
  return Number.isInteger(percent * 10) ? 1 : 2
}

export const shareOf = (percent: number | string) => Math.round(Number(percent) * 100) / 10_000
