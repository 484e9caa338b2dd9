import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/use-format.ts'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { readPortalStatus } from '../routes.ts'
import { useNames } from '../use-names.ts'

type Standing = NonNullable<WireReply<typeof readPortalStatus>['status']>

/** The status, what is missing for the next, and what it brings. Without one, nothing is said. */
export function Status() {
  const { said } = useGuest()
  const status = useCall(readPortalStatus, said).data?.status
  return status ? <Told status={status} /> : null
}

function Told({ status }: { status: Standing }) {
  const { t } = useTranslation('portal')
  const { said } = useNames()
  const format = useFormat()
  const amount = useAmountWords(status.basis)
  const { level, next, toKeep } = status
  return (
    <section className={parts.section}>
      <h2>{level ? t('status.level', { name: said(level.name) }) : t('status.none')}</h2>
      {level?.until && (
        <p className={parts.small}>
          {t(level.phase === 'grace' ? 'status.grace' : 'status.until', {
            date: format.date(level.until),
          })}
        </p>
      )}
      {next && <p>{t('status.next', { name: said(next.name), missing: amount(next.missing) })}</p>}
      {toKeep && toKeep.missing > 0 && (
        <p>
          {t('status.keep', { missing: amount(toKeep.missing), date: format.date(toKeep.until) })}
        </p>
      )}
      {level && level.privileges.length > 0 && (
        <ul className={parts.rows}>
          {level.privileges.map(({ text, leftThisMonth }) => (
            <li key={text}>
              <span>{said(text)}</span>
              {leftThisMonth !== null && (
                <span className={parts.small}>{t('status.left', { count: leftThisMonth })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function useAmountWords(basis: Standing['basis']): (count: number) => string {
  const { t } = useTranslation('portal')
  const format = useFormat()
  return (count) => {
    switch (basis) {
      case 'visits':
        return t('status.visits', { count })
      case 'purchase_days':
        return t('status.days', { count })
      case 'points':
        return t('status.points', { count })
      case 'spend':
        return format.money(count)
    }
  }
}
