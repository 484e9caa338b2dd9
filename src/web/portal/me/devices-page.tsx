import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/use-format.ts'
import { Loaded } from '../loaded.tsx'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import { endGuestSession, listGuestSessions } from '../routes.ts'
import { SubPage } from './sub-page.tsx'

type Session = WireReply<typeof listGuestSessions>['items'][number]

/** Where one is signed in, and the way to end it from afar. */
export function DevicesPage() {
  const { t } = useTranslation('portal')
  const sessions = useCall(listGuestSessions, {})
  return (
    <SubPage title={t('me.devices')}>
      <Loaded reply={sessions}>
        {({ items }) => (
          <ul className={parts.rows}>
            {items.map((session) => (
              <Device key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
    </SubPage>
  )
}

function Device({ session: { id, browser, system, current, usedAt } }: { session: Session }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const end = useAction(endGuestSession, { changes: [listGuestSessions] })
  const name = [browser, system].filter(Boolean).join(', ') || t('devices.unknown')
  return (
    <li>
      <span>
        {name}
        <span className={parts.block}>
          {current ? t('devices.this') : t('devices.last', { date: format.date(usedAt) })}
        </span>
        <Refusal problem={end.error} />
      </span>
      {!current && (
        <button
          type="button"
          className={parts.word}
          aria-label={t('devices.endOf', { name })}
          onClick={() => end.mutate({ params: { sessionId: id } })}
        >
          {t('devices.end')}
        </button>
      )}
    </li>
  )
}
