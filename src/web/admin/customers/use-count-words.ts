import { useTranslation } from 'react-i18next'
import type { CustomerFilter } from '#contract/endpoints/customers.ts'
import { useFormat } from '../../design/provider.tsx'

type Kind = CustomerFilter['kind']
export type Count = { count: number; estimated: boolean }

/** How many there are, as the sentence of the page. */
export function useCountWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const ofKind = useKindWords()
  return ({ count, estimated }: Count, isFiltered: boolean, kind?: Kind): string => {
    const about = { number: format.number(roughly(count)) }
    if (kind) return ofKind({ count, estimated }, kind)
    if (estimated) return isFiltered ? t('list.foundAbout', about) : t('list.about', about)
    return isFiltered ? t('list.found', { count }) : t('list.sentence', { count })
  }
}

/** The same within a sentence: `12 Gäste`. */
export function useEveryoneWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const ofKind = useKindWords()
  return ({ count, estimated }: Count, kind?: Kind): string => {
    if (kind) return ofKind({ count, estimated }, kind)
    return estimated
      ? t('tagging.everyoneAbout', { number: format.number(roughly(count)) })
      : t('tagging.everyone', { count })
  }
}

/** Guests alone are the usual; of others it is said who they are. */
function useKindWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return ({ count, estimated }: Count, kind: NonNullable<Kind>): string => {
    const number = estimated ? roughly(count) : count
    const words = t(`list.ofKind.${kind}`, { count: number, number: format.number(number) })
    return estimated ? t('list.aboutKind', { words }) : words
  }
}

/** An estimate is not to look as if it had been counted. */
export function roughly(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / step) * step
}
