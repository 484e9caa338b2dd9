import { useTranslation } from 'react-i18next'
import { unitInLanguage } from '#locales/proposed-names.ts'
import { useFormat } from '../design/use-format.ts'

/** `+ 1 Stempel` */
export function useGainedWords(): (gained: { name: string; points: number }) => string {
  const { t } = useTranslation('pos')
  const format = useFormat()
  return ({ name, points }) =>
    t(points < 0 ? 'lost' : 'gained', {
      points: format.number(Math.abs(points)),
      name: unitInLanguage(name, points, format.language),
    })
}
