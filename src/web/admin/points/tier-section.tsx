import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { ExtraRow } from './extra-row.tsx'
import classes from './holdings.module.css'
import type { Balance } from './points.ts'

type Tier = NonNullable<Balance['tier']>

/** Which tier somebody holds, until when, and what is missing to the next. */
export function TierSection({ tier, customerId }: { tier: Tier; customerId: string }) {
  const { t } = useTranslation('points')
  const sentences = useSentences(tier)
  const { level } = tier
  return (
    <Section heading={t('tier.heading')}>
      <p className={classes.tier}>{level?.name ?? t('tier.none')}</p>
      {sentences.map((sentence) => (
        <p key={sentence} className={`${classes.text} ${words.muted}`}>
          {sentence}
        </p>
      ))}
      {level && level.privileges.length > 0 && (
        <ul className={classes.rows} aria-label={t('tier.privileges')}>
          {level.privileges.map((privilege) => {
            const { kind, text, extra } = privilege
            const key = `${kind} ${text}`
            return extra === null ? (
              <li key={key}>{text}</li>
            ) : (
              <ExtraRow key={key} privilege={privilege} extra={extra} customerId={customerId} />
            )
          })}
        </ul>
      )}
    </Section>
  )
}

function useSentences({ basis, level, next, toKeep }: Tier): string[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const counted = (count: number) =>
    basis === 'spend'
      ? t('tier.spend', { amount: format.money(count) })
      : t(`tier.${basis}`, { count })
  const until = (day: string) => ({ date: format.date(day) })
  const holds =
    level &&
    (level.until === null
      ? t('tier.life')
      : t(level.phase === 'grace' ? 'tier.grace' : 'tier.until', until(level.until)))
  return [
    holds,
    next && t('tier.next', { missing: counted(next.missing), name: next.name }),
    toKeep &&
      toKeep.missing > 0 &&
      t('tier.keep', { missing: counted(toKeep.missing), ...until(toKeep.until) }),
  ].filter((sentence) => typeof sentence === 'string')
}
