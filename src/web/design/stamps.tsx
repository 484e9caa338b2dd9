import { useTranslation } from 'react-i18next'
import classes from './stamps.module.css'

type StampsProps = {
  places: number
  filled: number
  label: string
  /** The last of them came just now: it lands before one's eyes. */
  isLanding?: boolean
}

/** Turned like by a hand; fixed per place, so that a stamp does not jump when the next one comes. */
const turns = [-7, 4, -3, 8, -5, 3, -8, 6, -2, 5]
/** More of them are too small to be told apart: a bar says it better. */
const drawnMax = 20

/** A card as a picture: the mark of the business on each stamp, dashed places numbered. */
export function Stamps({ places, filled, label, isLanding = false }: StampsProps) {
  if (places > drawnMax) return <Bar places={places} filled={filled} label={label} />
  return (
    <div
      className={classes.stamps}
      data-columns={places % 5 === 0 ? 5 : 4}
      role="img"
      aria-label={label}
    >
      {Array.from({ length: places }, (_, place) => place).map((place) =>
        place < filled ? (
          <Stamp
            key={place}
            turn={turns[place % turns.length] ?? 0}
            isLanding={isLanding && place === filled - 1}
          />
        ) : (
          <Place key={place} number={place + 1} />
        ),
      )}
    </div>
  )
}

const Stamp = ({ turn, isLanding }: { turn: number; isLanding: boolean }) => (
  <svg viewBox="0 0 44 44" aria-hidden="true" className={isLanding ? classes.landing : undefined}>
    <circle cx="22" cy="22" r="21" className={classes.full} />
    <g transform={`rotate(${turn} 22 22) translate(10 9)`} className={classes.mark}>
      <path d="M5 15.5a7 7 0 0 1 14 0z" />
      <path d="M2.5 18.75h19M12 2.8v2.9M4.4 6.4l2 2M19.6 6.4l-2 2" className={classes.rays} />
    </g>
  </svg>
)

const Place = ({ number }: { number: number }) => (
  <svg viewBox="0 0 44 44" aria-hidden="true">
    <circle cx="22" cy="22" r="20.5" className={classes.empty} />
    <text x="22" y="26.5" textAnchor="middle" className={classes.number}>
      {number}
    </text>
  </svg>
)

function Bar({ places, filled, label }: StampsProps) {
  const { t } = useTranslation('frame')
  return (
    <div className={classes.long} role="img" aria-label={label}>
      <div className={classes.bar}>
        <div style={{ width: `${(filled / places) * 100}%` }} />
      </div>
      <span>{t('stamps', { filled, places })}</span>
    </div>
  )
}
