import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { createStore, listStores, updateStore } from '#contract/endpoints/business.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { useActsColumn } from '../acts-column.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { useSending } from '../forms/use-sending.ts'
import { Loaded } from '../loaded.tsx'
import { OpeningTimes } from '../opening/opening-times.tsx'
import { useMay } from '../session.ts'
import { SectionHead } from './section-head.tsx'

type Store = WireReply<typeof listStores>['items'][number]

export function StoresSection() {
  const { t } = useTranslation('settings')
  const stores = useCall(listStores, {})
  const [isAdding, setAdding] = useState(false)
  const mayWrite = useMay()('stores:write')
  const add = mayWrite && (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('stores.add')}
    </Button>
  )
  return (
    <>
      <SectionHead name="stores" actions={add} />
      <div className={classes.part}>
        <Loaded reply={stores} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <StateEmpty>{t('stores.empty')}</StateEmpty>
            ) : (
              <>
                <Section
                  heading={t('summary.stores', { count: items.length })}
                  note={t('stores.note')}
                >
                  <StoreTable stores={items} />
                </Section>
                <div className={classes.part}>
                  <OpeningTimes stores={items} />
                </div>
              </>
            )
          }
        </Loaded>
      </div>
      {isAdding && <AddStore onClose={() => setAdding(false)} />}
    </>
  )
}

function StoreTable({ stores }: { stores: readonly Store[] }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const mayWrite = useMay()('stores:write')
  const archive = useArchive()
  const [renamed, setRenamed] = useState<Store | null>(null)
  const acts = useActsColumn<Store>((store) => (
    <>
      <Button kind="word" onClick={() => setRenamed(store)}>
        {t('action.rename')}
      </Button>
      <Button kind="word" onClick={() => archive(store)}>
        {store.archivedAt === null ? t('stores.archive') : t('stores.restore')}
      </Button>
    </>
  ))
  return (
    <>
      <DataTable
        label={t('stores.list')}
        rows={stores}
        rowKey={({ id }) => id}
        name={{
          head: t('stores.name'),
          cell: ({ name }) => <span className={classes.anywhere}>{name}</span>,
        }}
        columns={[
          {
            key: 'code',
            head: t('stores.code'),
            phone: 'detail',
            phoneWord: t('stores.codeWord'),
            cell: ({ code }) => <span className={classes.anywhere}>{code}</span>,
          },
          {
            key: 'since',
            head: t('stores.since'),
            phone: 'detail',
            phoneWord: t('stores.since'),
            cell: ({ createdAt }) => format.date(createdAt),
          },
          {
            key: 'closed',
            head: <span className={words.unseen}>{t('stores.state')}</span>,
            phone: 'detail',
            cell: ({ archivedAt }) =>
              archivedAt && (
                <span className={classes.muted}>
                  {t('stores.archived', { date: format.date(archivedAt) })}
                </span>
              ),
          },
          ...(mayWrite ? [acts] : []),
        ]}
      />
      {renamed && <RenameStore store={renamed} onClose={() => setRenamed(null)} />}
    </>
  )
}

/** Closes a store, or opens it again; either can be taken back at once. */
function useArchive() {
  const { t } = useTranslation(['settings', 'frame'])
  const refusal = useRefusal()
  const action = useAction(updateStore, { changes: [listStores] })
  const set = ({ id, name }: Store, archived: boolean, isUndo = false) =>
    action.mutate(
      { params: { storeId: id }, body: { archived } },
      {
        onSuccess: (store) => {
          const said = archived
            ? t('stores.archivedDone', { name })
            : t('stores.restored', { name })
          const undo = { word: t('frame:action.undo'), act: () => set(store, !archived, true) }
          toast(said, isUndo ? undefined : undo)
        },
        onError: (problem) => toast(refusal(problem)),
      },
    )
  return (store: Store) => set(store, store.archivedAt === null)
}

function RenameStore({ store, onClose }: { store: Store; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const form = useForm({
    initialValues: { name: store.name },
    validate: { name: isNotEmpty(t('fault.missing')) },
  })
  const { send, busy, refusal } = useSending(updateStore, {
    changes: [listStores],
    form,
    onDone: ({ name }) => {
      toast(t('stores.renamed', { name }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('stores.renameTitle', { name: store.name })}
      word={t('stores.renameDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ params: { storeId: store.id }, body }))}
    >
      <TextInput
        label={t('stores.name')}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormDialog>
  )
}

function AddStore({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings')
  const form = useForm({
    initialValues: { name: '', code: '' },
    validate: { name: isNotEmpty(t('fault.missing')), code: isNotEmpty(t('fault.missing')) },
  })
  const { send, busy, refusal } = useSending(createStore, {
    changes: [listStores],
    form,
    places: { store_exists: 'code' },
    onDone: ({ name }) => {
      toast(t('stores.added', { name }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('stores.addTitle')}
      word={t('stores.addDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ body }))}
    >
      <TextInput
        label={t('stores.name')}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('stores.code')}
        description={t('stores.codeHint')}
        maxLength={64}
        {...form.getInputProps('code')}
      />
    </FormDialog>
  )
}
