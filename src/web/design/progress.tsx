import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './progress.module.css'
import { useFormat } from './provider.tsx'

type ProgressProps = {
  /** What is being done. */
  label: string
  /** The count in words, where it is not one of rows. */
  count?: string
  done: number
  /** Unknown while a file is still being measured. */
  total: number | null
  ratePerSecond?: number
  secondsLeft?: number
  onCancel?: () => void
}

/** Long work shows its count, its pace and its end, and can be stopped. */
export function Progress({
  label,
  count,
  done,
  total,
  ratePerSecond,
  secondsLeft,
  onCancel,
}: ProgressProps) {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const share = total ? Math.min(1, done / total) : 0
  const words = [
    ratePerSecond !== undefined && t('progress.rate', { rate: Math.round(ratePerSecond) }),
    secondsLeft !== undefined &&
      (secondsLeft < 3
        ? t('progress.almost')
        : t('progress.left', { duration: format.duration(secondsLeft) })),
  ].filter((word) => word !== false)
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <p>
          {count ??
            (total === null
              ? t('progress.rowsUnknown', { done })
              : t('progress.rows', { done, total }))}
          {words.length > 0 && <span className={classes.pace}> {words.join(', ')}</span>}
        </p>
        {onCancel && (
          <Button kind="plain" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={total === null ? undefined : Math.round(share * 100)}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
