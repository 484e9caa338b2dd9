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
    if (one.kind === 'ending') return []
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

type Planned = Program['planned'][number]
type Ladder = Extract<Planned, { kind: 'gift_ladder' }>['content']

/** What was said of the levels for later, in words: one sentence for each beginning. */
export function PlannedTiers({ program: { planned } }: { program: Program }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  return planned.flatMap((one) =>
    one.kind === 'tiers' ? (
      <p key={one.revision} className={words.sm}>
        {t('planned.sentence', {
          date: format.dayLong(one.content.validFrom),
          names: format.list(
            one.content.levels.map(({ name, threshold }) =>
              t('planned.level', { name, threshold: format.number(threshold) }),
            ),
          ),
        })}
      </p>
    ) : (
      []
    ),
  )
}

/** The same of gift ladders: of one, or of all. */
export function PlannedLadders({ program, ladder }: { program: Program; ladder?: string }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const stepsOf = ({ rounds }: Ladder) =>
    rounds.flatMap(({ steps }) => steps.map(({ count }) => format.number(count)))
  return program.planned.flatMap((one) =>
    one.kind === 'gift_ladder' && (ladder === undefined || one.content.key === ladder) ? (
      <p key={one.revision} className={words.sm}>
        {t('planned.sentence', {
          date: format.dayLong(one.content.validFrom),
          names:
            one.content.status === 'ended'
              ? t('planned.end', { name: one.content.name })
              : t('planned.ladder', {
                  name: one.content.name,
                  steps: format.list(stepsOf(one.content)),
                }),
        })}
      </p>
    ) : (
      []
    ),
  )
}
