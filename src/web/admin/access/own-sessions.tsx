import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { endOtherSessions, endSession, listSessions } from '#contract/endpoints/sessions.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'

type Session = WireReply<typeof listSessions>['items'][number]

/** Where one is signed in, in words; from where in the world nobody guesses. */
export function OwnSessions() {
  const { t } = useTranslation('access')
  const sessions = useCall(listSessions, {})
  return (
    <Section heading={t('sessions.heading')}>
      <Loaded reply={sessions} shape="rows">
        {({ items }) => (
          <>
            <SessionTable sessions={items} />
            {items.length > 1 && <EndOthers />}
          </>
        )}
      </Loaded>
    </Section>
  )
}

function SessionTable({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation('access')
  const format = useFormat()
  const end = useAction(endSession, {
    changes: [listSessions],
    onDone: () => toast(t('sessions.ended')),
  })
  const acts = useActsColumn<Session>(({ id, current }) =>
    current ? null : (
      <Button
        kind="word"
        busy={end.isPending}
        onClick={() => end.mutate({ params: { sessionId: id } })}
      >
        {t('sessions.end')}
      </Button>
    ),
  )
  return (
    <DataTable
      label={t('sessions.list')}
      rows={sessions}
      rowKey={({ id }) => id}
      name={{ head: t('sessions.device'), cell: (session) => <Device session={session} /> }}
      columns={[
        {
          key: 'method',
          head: t('sessions.method'),
          phone: 'detail',
          phoneWord: t('sessions.method'),
          cell: ({ method }) => t(`sessions.methods.${method}`),
        },
        {
          key: 'began',
          head: t('sessions.began'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('sessions.began'),
          cell: ({ beganAt }) => format.date(beganAt),
        },
        {
          key: 'used',
          head: t('sessions.used'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('sessions.used'),
          cell: ({ current, usedAt }) =>
            current ? t('sessions.now') : format.ago(usedAt, new Date()),
        },
        acts,
      ]}
    />
  )
}

function Device({ session: { browser, system, current } }: { session: Session }) {
  const { t } = useTranslation('access')
  const name =
    browser !== null && system !== null
      ? t('sessions.onSystem', { browser, system })
      : (browser ?? system ?? t('sessions.unknown'))
  return (
    <span>
      {name}
      {current && <span className={forms.muted}> {t('sessions.current')}</span>}
    </span>
  )
}

function EndOthers() {
  const { t } = useTranslation('access')
  const action = useAction(endOtherSessions, {
    changes: [listSessions],
    onDone: () => toast(t('sessions.endedOthers')),
  })
  return (
    <div className={forms.note}>
      <Button busy={action.isPending} onClick={() => action.mutate({})}>
        {t('sessions.endOthers')}
      </Button>
    </div>
  )
}
