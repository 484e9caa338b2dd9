import { exactRate } from '#contract/language/points.ts'

/** A rate as people write it, `1,5`; null where it is none. */
export function readRate(text: string): string | null {
  const read = exactRate.safeParse(text.trim().replace(/×|x$/g, '').replace(',', '.'))
  return read.success ? read.data : null
}

export const rateText = (rate: string, language: 'de' | 'en'): string =>
  language === 'de' ? rate.replace('.', ',') : rate
