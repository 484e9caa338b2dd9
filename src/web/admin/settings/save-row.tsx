import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import classes from './save-row.module.css'

type SaveRowProps = {
  /** Something in the form differs from what holds. */
  isOpen: boolean
  busy: boolean
  onDiscard: () => void
  refusal: string | null
  /** What saving this will do, or is doing. */
  children?: ReactNode
}

/** Stands at the foot of the window while there is something to apply. */
export function SaveRow({ isOpen, busy, onDiscard, refusal, children }: SaveRowProps) {
  const { t } = useTranslation(['settings', 'frame'])
  if (!isOpen) return null
  return (
    <div className={classes.row}>
      <LeaveGuard isOpen={!busy} />
      <div className={classes.line}>
        <div className={classes.words}>
          {refusal ? <Refusal>{refusal}</Refusal> : (children ?? <p>{t('save.open')}</p>)}
        </div>
        <div className={classes.buttons}>
          <Button kind="plain" onClick={onDiscard} disabled={busy}>
            {t('frame:action.discard')}
          </Button>
          <Button kind="main" type="submit" busy={busy}>
            {t('save.change')}
          </Button>
        </div>
      </div>
    </div>
  )
}
