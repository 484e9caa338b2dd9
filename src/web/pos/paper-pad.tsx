import { useTranslation } from 'react-i18next'
import classes from './counter.module.css'

type PaperPadProps = {
  paper: { name: string; left: number }
  busy: boolean
  onTake: (points: number) => void
  onBack: () => void
}

/** More keys would not fit; whoever has more presses twice. */
const keysMax = 12

/** How many stamps the paper card has: one key for each number. */
export function PaperPad({ paper: { name, left }, busy, onTake, onBack }: PaperPadProps) {
  const { t } = useTranslation('pos')
  const numbers = Array.from({ length: Math.min(left, keysMax) }, (_, index) => index + 1)
  return (
    <>
      <p className={classes.label}>{t('paperHow', { name })}</p>
      <div className={classes.pad}>
        {numbers.map((points) => (
          <button
            key={points}
            type="button"
            disabled={busy}
            className={classes.key}
            aria-label={t('paperTake', { points, name })}
            onClick={() => onTake(points)}
          >
            {points}
          </button>
        ))}
      </div>
      <button type="button" className={classes.key} onClick={onBack}>
        {t('back')}
      </button>
    </>
  )
}
