import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listConnections } from '#contract/endpoints/connections.ts'
import { listWebhooks } from '#contract/endpoints/webhooks.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'

/** What a shop sends and cannot be read, and who is no longer told anything: nobody looks there daily. */
export function ClosedDoors() {
  const { t } = useTranslation('overview')
  const may = useMay()
  const connections = useCall(listConnections, {}, { enabled: may('connections:read') })
  const webhooks = useCall(listWebhooks, {}, { enabled: may('webhooks:read') })
  const refusing = (connections.data?.items ?? []).filter(
    ({ state, counts }) => state !== 'ended' && counts.refused > 0,
  )
  const stopped = (webhooks.data?.items ?? []).filter(
    ({ state, failingSince }) => state === 'failing' || (state === 'active' && failingSince),
  )
  const count = refusing.length + stopped.length
  if (count === 0) return null
  return (
    <Section heading={t('doors.heading', { count })} warning>
      {refusing.map(({ id, name, counts }) => (
        <p key={id} className={words.sm}>
          <Link to="/connections/$connectionId" params={{ connectionId: id }}>
            {name}
          </Link>{' '}
          {t('doors.refused', { count: counts.refused })}
        </p>
      ))}
      {stopped.map(({ id, name, state }) => (
        <p key={id} className={words.sm}>
          <Link to="/webhooks/$webhookId" params={{ webhookId: id }}>
            {name}
          </Link>{' '}
          {t(state === 'failing' ? 'doors.stopped' : 'doors.silent')}
        </p>
      ))}
    </Section>
  )
}
