import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import type { Holding, Obtainable } from './points.ts'
import classes from './stamp-card.module.css'

type StampCardProps = { holding: Holding; reward: Obtainable; children: ReactNode }

/** Turned like by a hand; the same stamp always in the same way. */
const turns = [-7, 4, -3, 8, -5, 3, -8, 5, -2, 6]
const stampsMax = 20

/** The farthest whole reward, where all that a currency buys fits on a card; else none. */
export function rewardOfCard(rewards: readonly Obtainable[], currency: string) {
  const bought = rewards.filter((one) => one.currency === currency)
  const [farthest] = bought.toSorted((a, b) => b.price - a.price)
  return farthest && farthest.price >= 2 && farthest.price <= stampsMax ? farthest : undefined
}

/** Progress to a reward as stamps on a card. */
export function StampCard({ holding: { name, balance }, reward, children }: StampCardProps) {
  const { t } = useTranslation('points')
  const filled = Math.max(0, Math.min(balance, reward.price))
  const heading = t('card.heading', { name, count: balance, of: reward.price })
  return (
    <Section heading={heading}>
      <div className={classes.stamps} role="img" aria-label={heading}>
        {turns
          .concat(turns)
          .slice(0, reward.price)
          .map((turn, index) => (
            <Stamp
              // A place on the card is its number.
              // biome-ignore lint/suspicious/noArrayIndexKey: places never move
              key={index}
              number={index + 1}
              turn={index < filled ? turn : null}
            />
          ))}
      </div>
      <p className={`${words.sm} ${words.muted}`}>
        {filled < reward.price
          ? t('card.missing', { count: reward.price - filled, reward: reward.name })
          : t('card.full', { reward: reward.name })}
      </p>
      {children}
    </Section>
  )
}

/** A stamp, or its empty place. */
const Stamp = ({ number, turn }: { number: number; turn: number | null }) => (
  <svg viewBox="0 0 44 44" width="48" height="48" aria-hidden="true">
    {turn === null ? (
      <>
        <circle cx="22" cy="22" r="20.5" className={classes.empty} />
        <text x="22" y="26.5" textAnchor="middle" className={classes.number}>
          {number}
        </text>
      </>
    ) : (
      <>
        <circle cx="22" cy="22" r="21" className={classes.full} />
        <g transform={`rotate(${turn} 22 22) translate(10 9)`} className={classes.mark}>
          <path d="M5 15.5a7 7 0 0 1 14 0z" />
          <path d="M2.5 18.75h19M12 2.8v2.9M4.4 6.4l2 2M19.6 6.4l-2 2" className={classes.rays} />
        </g>
      </>
    )}
  </svg>
)
