import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'

export type Count = { count: number; estimated: boolean }

/** How many there are, as the sentence of the page. */
export function useCountWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return ({ count, estimated }: Count, isFiltered: boolean): string => {
    const about = { number: format.number(roughly(count)) }
    if (estimated) return isFiltered ? t('list.foundAbout', about) : t('list.about', about)
    return isFiltered ? t('list.found', { count }) : t('list.sentence', { count })
  }
}

/** The same within a sentence: `12 Gäste`. */
export function useEveryoneWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return ({ count, estimated }: Count): string =>
    estimated
      ? t('tagging.everyoneAbout', { number: format.number(roughly(count)) })
      : t('tagging.everyone', { count })
}

/** An estimate is not to look as if it had been counted. */
export function roughly(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / step) * step
}
