import { useTranslation } from 'react-i18next'
import { useAction } from '../client/index.ts'
import { useFormat } from '../design/use-format.ts'
import { useConnection } from './offline/connection.ts'
import { forgetKeptReplies } from './offline/use-kept-call.ts'
import { signOut } from './routes.ts'
import classes from './top-line.module.css'
import { useNow } from './use-now.ts'

export type TillActs = {
  onOtherStore?: () => void
  onPractice?: () => void
  /** Where there are cashiers; else whoever goes signs out. */
  onLock?: () => void
  lockWord?: string
}
type TopLineProps = TillActs & { name: string; store: string }

export function TopLine({ name, store, ...acts }: TopLineProps) {
  const { onOtherStore, onPractice, onLock, lockWord } = acts
  const { t } = useTranslation('pos')
  const format = useFormat()
  const now = useNow()
  const { isOnline, waiting, refused } = useConnection()
  const leave = () => {
    forgetKeptReplies()
    window.location.assign('/admin/sign-in?back=/pos')
  }
  const end = useAction(signOut, { onDone: leave })
  return (
    <header className={classes.top}>
      <b className={onOtherStore && classes.onWide}>{store}</b>
      {onOtherStore && (
        <button
          type="button"
          className={`${classes.plain} ${classes.onPhone}`}
          title={t('otherStore')}
          onClick={onOtherStore}
        >
          <b>{store}</b>
        </button>
      )}
      <span>{name}</span>
      <span className={classes.connection} data-connected={isOnline} role="status">
        {t(isOnline ? 'connected' : 'disconnected')}
        {waiting > 0 && `, ${t('waiting', { count: waiting })}`}
        {refused > 0 && <b>{t('unreadable', { count: refused })}</b>}
      </span>
      <span className={classes.clock}>{format.time(now)}</span>
      {onOtherStore && (
        <button
          type="button"
          className={`${classes.plain} ${classes.onWide}`}
          onClick={onOtherStore}
        >
          {t('otherStore')}
        </button>
      )}
      {onPractice && (
        <button type="button" className={classes.plain} onClick={onPractice}>
          {t('practice.begin')}
        </button>
      )}
      <button type="button" className={classes.plain} onClick={onLock ?? (() => end.mutate({}))}>
        {lockWord ?? t(onLock ? 'lock.now' : 'signOut')}
      </button>
    </header>
  )
}
