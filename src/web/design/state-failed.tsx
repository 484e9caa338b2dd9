import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './states.module.css'

type StateFailedProps = {
  /** What happened, in one sentence. */
  what: ReactNode
  /** What was kept in spite of it. */
  kept?: ReactNode
  /** What to do now. */
  advice?: ReactNode
  /** For whoever looks for the cause: code and request id. */
  code?: string
  onRetry?: () => void
  /** Nothing else came of the page: what happened is its heading. */
  isPage?: boolean
}

/** What happened, what was kept, what to do, in that order. */
export function StateFailed({ what, kept, advice, code, onRetry, isPage }: StateFailedProps) {
  const { t } = useTranslation('frame')
  const What = isPage ? 'h1' : 'p'
  return (
    <div className={classes.failed} role="alert">
      <What className={classes.sentence}>{what}</What>
      {kept && <p className={classes.kept}>{kept}</p>}
      {advice && <p className={classes.kept}>{advice}</p>}
      {onRetry && (
        <div className={classes.action}>
          <Button onClick={onRetry}>{t('action.retry')}</Button>
        </div>
      )}
      {code && <p className={classes.code}>{t('state.code', { code })}</p>}
    </div>
  )
}
