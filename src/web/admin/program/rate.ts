import { exactRate } from '#contract/language/points.ts'
import { numeralIn } from '../writing/typed-numbers.ts'

/** A rate as people write it, `1,5`; null where it is none. */
export function readRate(text: string): string | null {
  const read = exactRate.safeParse(numeralIn(text)?.replace(',', '.'))
  return read.success ? read.data : null
}

export const rateText = (rate: string, language: 'de' | 'en'): string =>
  language === 'de' ? rate.replace('.', ',') : rate
