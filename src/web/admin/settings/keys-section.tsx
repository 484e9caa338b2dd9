import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { type createApiKey, listApiKeys, revokeApiKey } from '#contract/endpoints/keys.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { Confirm } from '../forms/confirm.tsx'
import classes from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { Once } from '../once.tsx'
import { AddKey } from './add-key.tsx'
import { useScopeWords } from './scope-words.ts'
import { SectionHead } from './section-head.tsx'

type ApiKey = WireReply<typeof listApiKeys>['items'][number]
type Created = WireReply<typeof createApiKey>

export function KeysSection() {
  const { t } = useTranslation('settings')
  const keys = useCall(listApiKeys, {})
  const [isAdding, setAdding] = useState(false)
  const [created, setCreated] = useState<Created | null>(null)
  const add = (
    <Button kind={created ? 'outlined' : 'main'} onClick={() => setAdding(true)}>
      {t('keys.add')}
    </Button>
  )
  const show = (key: Created) => {
    setCreated(key)
    setAdding(false)
  }
  return (
    <>
      <SectionHead name="keys" actions={add} />
      {created && (
        <Once
          heading={t('keys.secretTitle', { name: created.apiKey.name })}
          what={t('keys.secretWhat')}
          label={t('keys.secretLabel')}
          secret={created.secret}
          doneWord={t('action.stored')}
          onDone={() => setCreated(null)}
        />
      )}
      <div className={classes.part}>
        <Loaded reply={keys} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('keys.empty')}</StateEmpty>
            ) : (
              <Section heading={t('summary.keysAll', { count: items.length })}>
                <KeyTable keys={items} />
              </Section>
            )
          }
        </Loaded>
      </div>
      {isAdding && <AddKey onCreated={show} onClose={() => setAdding(false)} />}
    </>
  )
}

function KeyTable({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const lastUsed = useLastUsed()
  const scopeWords = useScopeWords()
  const [revoked, setRevoked] = useState<ApiKey | null>(null)
  const acts = useActsColumn<ApiKey>((key) =>
    key.revokedAt === null ? (
      <Button kind="word" onClick={() => setRevoked(key)}>
        {t('keys.revoke')}
      </Button>
    ) : (
      <span className={classes.muted}>
        {t('keys.revokedOn', { date: format.date(key.revokedAt) })}
      </span>
    ),
  )
  return (
    <>
      <DataTable
        label={t('keys.list')}
        rows={keys}
        rowKey={({ id }) => id}
        name={{ head: t('keys.name'), cell: (key) => <KeyName apiKey={key} /> }}
        columns={[
          {
            key: 'may',
            head: t('keys.may'),
            phone: 'detail',
            phoneWord: t('keys.may'),
            cell: ({ scopes }) => format.list(scopes.map(scopeWords)),
          },
          {
            key: 'created',
            head: t('keys.created'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('keys.created'),
            cell: ({ createdAt }) => format.date(createdAt),
          },
          {
            key: 'used',
            head: t('keys.lastUsed'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('keys.lastUsed'),
            cell: lastUsed,
          },
          acts,
        ]}
      />
      {revoked && <Revoke apiKey={revoked} onClose={() => setRevoked(null)} />}
    </>
  )
}

const KeyName = ({ apiKey: { name, hint, revokedAt } }: { apiKey: ApiKey }) => (
  <span className={classes.anywhere}>
    <span className={revokedAt === null ? undefined : classes.muted}>{name}</span>{' '}
    <span className={classes.muted}>{hint}…</span>
  </span>
)

function useLastUsed() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  return ({ lastUsedAt }: ApiKey) =>
    lastUsedAt === null ? t('keys.never') : format.ago(lastUsedAt, new Date())
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const lastUsed = useLastUsed()
  const { id, name } = apiKey
  const action = useAction(revokeApiKey, {
    changes: [listApiKeys],
    onDone: () => {
      toast(t('keys.revoked', { name }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('keys.revokeTitle', { name })}
      word={t('keys.revokeDo')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { apiKeyId: id } })}
    >
      <p>{t('keys.revokeWhat')}</p>
      <p className={`${classes.hint} ${classes.below}`}>
        {t('keys.revokeUsed', { when: lastUsed(apiKey) })}
      </p>
    </Confirm>
  )
}
