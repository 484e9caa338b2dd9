import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listWebhooks } from '#contract/endpoints/webhooks.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'
import classes from '../connections/connections.module.css'
import { Loaded } from '../loaded.tsx'
import { Once } from '../once.tsx'
import { useMay } from '../session.ts'
import { SectionHead } from '../settings/section-head.tsx'
import { AddWebhook } from './add-webhook.tsx'
import type { Created, Webhook } from './webhook.ts'

/** The addresses that are told what happens here. */
export function WebhooksSection() {
  const { t } = useTranslation('webhooks')
  const may = useMay()
  const webhooks = useCall(listWebhooks, {})
  const [isAdding, setAdding] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const add = may('webhooks:manage') && (
    <Button kind={created ? 'outlined' : 'main'} onClick={() => setAdding(true)}>
      {t('list.add')}
    </Button>
  )
  const show = (made: Created) => {
    setCreated(made)
    setAdding(false)
  }
  return (
    <>
      <SectionHead name="webhooks" actions={add} />
      {created && (
        <Once
          heading={t('once.title', { name: created.webhook.name })}
          what={t('once.what')}
          label={t('once.label')}
          secret={created.secret}
          doneWord={t('once.done')}
          onDone={() => setCreated(null)}
        />
      )}
      <div className={classes.part}>
        <Section heading={t('list.heading')}>
          <Loaded reply={webhooks} shape="rows">
            {({ items }) =>
              items.length === 0 ? (
                <StateEmpty>{t('list.empty')}</StateEmpty>
              ) : (
                <WebhookTable webhooks={items} />
              )
            }
          </Loaded>
        </Section>
      </div>
      {isAdding && <AddWebhook onCreated={show} onClose={() => setAdding(false)} />}
    </>
  )
}

function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  return (
    <DataTable
      label={t('list.heading')}
      rows={webhooks}
      rowKey={({ id }) => id}
      name={{
        head: t('list.name'),
        cell: ({ id, name }) => (
          <Link className={classes.anywhere} to="/webhooks/$webhookId" params={{ webhookId: id }}>
            {name}
          </Link>
        ),
      }}
      columns={[
        {
          ...{ key: 'state', head: t('list.state'), phone: 'main' },
          cell: (webhook) => <StateWords webhook={webhook} />,
        },
        {
          ...{ key: 'waiting', head: t('list.waiting'), kind: 'number' },
          ...{ phone: 'detail', phoneWord: t('list.waiting') },
          cell: ({ counts }) => format.number(counts.waiting),
        },
        {
          ...{ key: 'last', head: t('list.last'), kind: 'number' },
          ...{ phone: 'detail', phoneWord: t('list.last') },
          cell: ({ deliveredAt }) =>
            deliveredAt === null ? t('list.never') : format.ago(deliveredAt, new Date()),
        },
      ]}
    />
  )
}

function StateWords({ webhook: { state, counts, failingSince } }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks')
  if (state === 'failing' || state === 'gone') return <Warning>{t(`state.${state}`)}</Warning>
  if (state === 'active' && failingSince !== null) return <Warning>{t('state.troubled')}</Warning>
  if (counts.failed > 0) return <Warning>{t('state.missed', { count: counts.failed })}</Warning>
  return t(`state.${state}`)
}
