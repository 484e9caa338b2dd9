import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listMails, openMail } from '#contract/endpoints/portal-settings.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { Loaded } from '../loaded.tsx'
import { SectionHead } from '../settings/section-head.tsx'
import { OpenedMail } from './opened-mail.tsx'

type Mail = WireReply<typeof listMails>['items'][number]

const lookMillis = 5000

/** Codes that wait here for a guest, where no mail server carries them. */
export function MailsSection() {
  const { t } = useTranslation('portal-office')
  const mails = useCall(listMails, {}, { refetchEveryMillis: () => lookMillis })
  return (
    <>
      <SectionHead name="mails" />
      <div className={forms.part}>
        <Loaded reply={mails} shape="rows">
          {({ items, server }) =>
            items.length === 0 ? (
              <StateEmpty>{t(server ? 'mails.emptySent' : 'mails.empty')}</StateEmpty>
            ) : (
              <Section heading={t('mails.list')} note={t(server ? 'mails.sent' : 'mails.kept')}>
                <Mails items={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
    </>
  )
}

function Mails({ items }: { items: readonly Mail[] }) {
  const { t } = useTranslation('portal-office')
  const format = useFormat()
  const refusal = useRefusal()
  const [opened, setOpened] = useState<WireReply<typeof openMail> | null>(null)
  const open = useAction(openMail, { onDone: setOpened })
  const acts = useActsColumn<Mail>(({ id, readable, to }) =>
    readable ? (
      <Button
        kind="word"
        aria-label={t('mails.openOf', { to })}
        onClick={() => open.mutate({ params: { mailId: id } })}
      >
        {t('mails.open')}
      </Button>
    ) : null,
  )
  return (
    <>
      {open.error && <Refusal>{refusal(open.error)}</Refusal>}
      <DataTable
        label={t('mails.list')}
        rows={items}
        rowKey={({ id }) => id}
        name={{ head: t('mails.to'), cell: ({ to }) => to }}
        columns={[
          {
            ...{ key: 'kind', head: t('mails.what'), phone: 'detail' },
            cell: ({ kind }) => t(`mails.kinds.${kind}`),
          },
          {
            ...{ key: 'state', head: t('mails.state'), phone: 'main' },
            cell: ({ state }) => t(`mails.states.${state}`),
          },
          {
            ...{ key: 'at', head: t('mails.at'), phone: 'detail' },
            cell: ({ createdAt }) => format.time(createdAt),
          },
          acts,
        ]}
      />
      {opened && <OpenedMail mail={opened} onClose={() => setOpened(null)} />}
    </>
  )
}
