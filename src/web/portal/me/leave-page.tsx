import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/use-format.ts'
import { useGuest } from '../guest.ts'
import { Failed, Waiting } from '../loaded.tsx'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import { eraseMyself } from '../routes.ts'
import { useNames } from '../use-names.ts'
import { SubPage } from './sub-page.tsx'

/** Leaving is one tap; before it stands what will be gone. */
export function LeavePage() {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const { leave } = useGuest()
  const { unit } = useNames()
  const { mutate: look, ...told } = useAction(eraseMyself)
  const erase = useAction(eraseMyself, { onDone: () => leave('/goodbye') })
  useEffect(() => look({ body: { dryRun: true } }), [look])
  if (told.error) {
    return <Failed problem={told.error} onRetry={() => look({ body: { dryRun: true } })} />
  }
  if (!told.data) return <Waiting />
  const { goes, points, waitsFor } = told.data
  const lost = points.filter(({ balance }) => balance > 0)
  return (
    <SubPage title={t('leave.title')}>
      <p>{t('leave.goes')}</p>
      <ul className={parts.bullets}>
        {goes.map(({ kind }) => (
          <li key={kind}>{t(`leave.kinds.${kind}`)}</li>
        ))}
        {lost.map(({ currency, name, balance }) => (
          <li key={currency}>{t('leave.points', { count: balance, name: unit(name, balance) })}</li>
        ))}
      </ul>
      <p className={parts.small}>{t('leave.stays')}</p>
      {waitsFor.length > 0 ? (
        <>
          <p className={parts.refused}>{t('leave.waits')}</p>
          <ul className={parts.bullets}>
            {waitsFor.map(({ kind, until }) => (
              <li key={kind}>
                {t(`leave.waitsFor.${kind}`)}
                {until && ` ${t('leave.waitsUntil', { time: format.time(until) })}`}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <div className={parts.actions}>
          <Button
            kind="destructive"
            busy={erase.isPending}
            onClick={() => erase.mutate({ body: { dryRun: false } })}
          >
            {t('leave.action')}
          </Button>
        </div>
      )}
      <Refusal problem={erase.error} />
    </SubPage>
  )
}
