import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import classes from './parts.module.css'

type LoadedProps<Data> = {
  reply: UseQueryResult<Data, Problem>
  children: (data: Data) => ReactNode
}

/** A reply as it is: on its way, failed, or there. What is known stays when asking again fails. */
export function Loaded<Data>({ reply, children }: LoadedProps<Data>) {
  if (reply.data !== undefined) return children(reply.data)
  if (reply.error) return <Failed problem={reply.error} onRetry={() => void reply.refetch()} />
  return <Waiting />
}

const patienceMillis = 100

/** Nothing for a blink: what comes at once need not flicker. */
export function Waiting() {
  const { t } = useTranslation('portal')
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMillis)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <div className={classes.waiting} role="status" aria-label={t('loading')}>
      <div />
      <div />
      <div />
    </div>
  )
}

/** What happened, what was kept, what to do. */
export function Failed({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('portal')
  const isOffline = problem instanceof Problem && problem.kind === 'offline'
  return (
    <div className={classes.page} role="alert">
      <h1>{t(isOffline ? 'failed.offline' : 'failed.sentence')}</h1>
      <p>{t(isOffline ? 'failed.offlineHow' : 'failed.again')}</p>
      {onRetry && (
        <div className={classes.actions}>
          <Button onClick={onRetry}>{t('retry')}</Button>
        </div>
      )}
      {problem instanceof Problem && !isOffline && (
        <p className={classes.small}>
          {t('failed.code', { code: [problem.code, problem.requestId].filter(Boolean).join(' ') })}
        </p>
      )}
    </div>
  )
}
