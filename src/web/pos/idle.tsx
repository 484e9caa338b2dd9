import { useTranslation } from 'react-i18next'
import classes from './counter.module.css'

const waysOut = { office: '/admin', ownAccess: '/admin/settings' }
/** From the till: for those who have more to do than to stand here, and to one's own password. */
export type WayOut = keyof typeof waysOut

type IdleProps = {
  hint?: string | undefined
  wayOut?: WayOut | undefined
  onCodes?: (() => void) | undefined
}

/** Nobody stands before the counter: what is done now and then has its place here. */
export function Idle({ hint, wayOut, onCodes }: IdleProps) {
  const { t } = useTranslation('pos')
  return (
    <>
      <h1>{t('idle')}</h1>
      <p className={classes.tier}>{hint ?? t('idleHow')}</p>
      <p className={classes.words}>
        {onCodes && (
          <button type="button" className={classes.quiet} onClick={onCodes}>
            {t('code.open')}
          </button>
        )}
        <a className={classes.quiet} href="/pos/display" target="stammgast-display">
          {t('display.open')}
        </a>
        {wayOut && (
          <a className={classes.quiet} href={waysOut[wayOut]}>
            {t(wayOut)}
          </a>
        )}
      </p>
    </>
  )
}

type IdleKeysProps = {
  busy: boolean
  asksAmount: boolean
  onFresh: () => void
  onWithout: () => void
}

/** What begins without a card. */
export function IdleKeys({ busy, asksAmount, onFresh, onWithout }: IdleKeysProps) {
  const { t } = useTranslation('pos')
  return (
    <div className={classes.group}>
      <button type="button" className={classes.key} disabled={busy} onClick={onFresh}>
        {t('fresh.make')}
        <small>{t('fresh.makeWhat')}</small>
      </button>
      <button type="button" className={classes.key} disabled={busy} onClick={onWithout}>
        {t(asksAmount ? 'code.without' : 'code.withoutVisit')}
        <small>{t('code.withoutWhat')}</small>
      </button>
    </div>
  )
}
