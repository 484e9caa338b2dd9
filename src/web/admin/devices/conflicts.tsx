import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { decidePosConflict, listPosConflicts } from '#contract/endpoints/pos-deliveries.ts'
import { usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { useActsColumn } from '../acts-column.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import { Paged } from '../paged.tsx'

type Conflict = WireReply<typeof listPosConflicts>['items'][number]
type Deciding = { conflict: Conflict; decision: 'accept' | 'close' }

/** What tills did without a network and a person should look at. */
export function Conflicts() {
  const { t } = useTranslation('devices')
  const pages = usePages(listPosConflicts, { query: { which: 'waiting' } })
  return (
    <Section heading={t('conflicts')}>
      <Paged pages={pages} empty={t('noConflicts')}>
        {(conflicts) => <ConflictTable conflicts={conflicts} />}
      </Paged>
    </Section>
  )
}

function ConflictTable({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { t } = useTranslation('devices')
  const format = useFormat()
  const [deciding, decide] = useState<Deciding | null>(null)
  const whatOf = useWhat()
  const acts = useActsColumn<Conflict>((conflict) => (
    <>
      {conflict.state === 'open' && (
        <Button kind="word" onClick={() => decide({ conflict, decision: 'accept' })}>
          {t('accept')}
        </Button>
      )}
      <Button kind="word" onClick={() => decide({ conflict, decision: 'close' })}>
        {t('close')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('conflicts')}
        rows={conflicts}
        rowKey={({ id }) => id}
        name={{ head: t('what'), cell: whatOf }}
        columns={[
          {
            ...{ key: 'why', head: t('why'), phone: 'main' },
            cell: ({ reason }) => t(`reasons.${reason}`),
          },
          { key: 'guest', head: t('guest'), phone: 'detail', cell: ({ guest }) => guest ?? '' },
          { key: 'device', head: t('device'), phone: 'detail', cell: ({ device }) => device.name },
          {
            ...{ key: 'at', head: t('at'), kind: 'number', phone: 'detail' },
            cell: ({ happenedAt }) =>
              `${format.date(happenedAt)} ${format.time(new Date(happenedAt))}`,
          },
          acts,
        ]}
      />
      {deciding && <Decide {...deciding} onClose={() => decide(null)} />}
    </>
  )
}

function useWhat(): (conflict: Conflict) => string {
  const { t } = useTranslation('devices')
  const format = useFormat()
  return ({ kind, what }) => {
    switch (kind) {
      case 'visit':
        return what === null
          ? t('kinds.visit')
          : t('kinds.purchase', { amount: format.money(Number(what)) })
      case 'redemption':
      case 'gift':
        return t(`kinds.${kind}`, { name: what ?? '' })
      case 'enrollment':
      case 'undo':
        return t(`kinds.${kind}`)
    }
  }
}

function Decide({ conflict, decision, onClose }: Deciding & { onClose: () => void }) {
  const { t } = useTranslation('devices')
  const form = useForm({ initialValues: { note: '' } })
  const { send, busy, refusal } = useSending(decidePosConflict, {
    ...{ changes: [listPosConflicts], form, onDone: onClose },
  })
  return (
    <FormDialog
      title={t(`${decision}Title`)}
      word={t(decision)}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) =>
        send({ params: { conflictId: conflict.id }, body: { ...body, decision } }),
      )}
    >
      <p>{t(`${decision}What`)}</p>
      <Textarea label={t('note')} maxLength={500} {...form.getInputProps('note')} />
    </FormDialog>
  )
}
