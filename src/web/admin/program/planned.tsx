import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import type { Program } from './program.ts'
import classes from './program-navigation.module.css'

/** What was said for later: it is not on this page yet, and must not be forgotten. */
export function Planned({ program: { planned, currencies } }: { program: Program }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const values = currencies.filter(({ state }) => state === 'planned')
  const starts = [
    ...planned.map(({ content }) => content.validFrom),
    ...values.map(({ validFrom }) => validFrom),
  ].toSorted((one, other) => Date.parse(one) - Date.parse(other))
  const [soonest] = starts
  if (!soonest) return null
  const names = planned.flatMap((one) => {
    if (one.kind === 'terms' || one.kind === 'tiers') return t(`planned.${one.kind}`)
    const { name, status } = one.content
    return status === 'ended' ? t('planned.end', { name }) : name
  })
  const worth = values.length > 0 ? [t('planned.value')] : []
  return (
    <p className={words.sm}>
      {t('planned.sentence', {
        date: format.dayLong(soonest),
        names: format.list([...new Set([...names, ...worth])]),
      })}{' '}
      <Link to="/program/rules" className={classes.inText}>
        {t('planned.see')}
      </Link>
    </p>
  )
}
