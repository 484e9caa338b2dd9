import { useTranslation } from 'react-i18next'
import classes from './guest-phone.module.css'

/** Fixed per place, so that a stamp does not jump when the next one comes. */
const turns = [-7, 4, -3, 8, -5, 3, -8, 6, -2, 5]

/** The card as a picture: the mark of the business on each stamp, dashed places numbered. */
export function Stamps({ count, filled }: { count: number; filled: number }) {
  const { t } = useTranslation('program')
  const places = Array.from({ length: count }, (_, place) => place)
  return (
    <div
      className={classes.stamps}
      data-columns={count % 5 === 0 ? 5 : 4}
      role="img"
      aria-label={t('phone.stamps', { filled, count })}
    >
      {places.map((place) =>
        place < filled ? (
          <Stamp key={place} turn={turns[place % turns.length] ?? 0} />
        ) : (
          <Place key={place} number={place + 1} />
        ),
      )}
    </div>
  )
}

const Stamp = ({ turn }: { turn: number }) => (
  <svg viewBox="0 0 44 44" aria-hidden="true">
    <circle cx="22" cy="22" r="21" fill="var(--sg-fill)" />
    <g transform={`rotate(${turn} 22 22) translate(10 9)`}>
      <path d="M5 15.5a7 7 0 0 1 14 0z" fill="var(--sg-on-fill)" />
      <path
        d="M2.5 18.75h19M12 2.8v2.9M4.4 6.4l2 2M19.6 6.4l-2 2"
        stroke="var(--sg-on-fill)"
        strokeWidth="1.5"
        fill="none"
      />
    </g>
  </svg>
)

const Place = ({ number }: { number: number }) => (
  <svg viewBox="0 0 44 44" aria-hidden="true">
    <circle
      cx="22"
      cy="22"
      r="20.5"
      fill="none"
      stroke="var(--sg-border)"
      strokeDasharray="2.5 3"
    />
    <text x="22" y="26.5" textAnchor="middle" className={classes.place}>
      {number}
    </text>
  </svg>
)
