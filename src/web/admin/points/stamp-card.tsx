import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import { Stamps } from '../../design/stamps.tsx'
import words from '../../design/words.module.css'
import classes from './holdings.module.css'
import type { Card } from './points.ts'

type StampCardProps = { card: Card; children?: ReactNode }

/** A card of the program as it stands in this customer's hand. */
export function StampCard({ card, children }: StampCardProps) {
  const { t } = useTranslation('points')
  const { name, places, full, filled } = card
  // A card that is just full is shown full, until it is redeemed or the next one begins.
  const isFull = full > 0 && filled === 0
  const shown = isFull ? places : filled
  const besides = isFull ? full - 1 : full
  const heading = t('card.heading', { name, count: shown, of: places })
  return (
    <Section heading={heading}>
      <div className={classes.stamps}>
        <Stamps places={places} filled={shown} label={heading} />
      </div>
      {besides > 0 && <p className={words.sm}>{t('card.besides', { count: besides })}</p>}
      <p className={`${words.sm} ${words.muted}`}>
        <Progress card={card} /> {card.words}
      </p>
      {children}
    </Section>
  )
}

/** What is ready, what is missing, or why a full card waits. */
function Progress({ card: { full, missing, reward } }: { card: Card }) {
  const { t } = useTranslation('points')
  if (!reward) return t('card.noReward')
  if (reward.ready) return t('card.full', { reward: reward.name })
  if (full === 0) return t('card.missing', { count: missing, reward: reward.name })
  return reward.reasons.map(({ message }) => message).join(' ')
}
