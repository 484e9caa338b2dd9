import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import {
  listTillExports,
  listTillReceipts,
  listTills,
  tillExportBytesMax,
  uploadTillExport,
} from '#contract/endpoints/tills.ts'
import { useAction, useCall, usePages } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { FileDrop } from '../../design/file-drop.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { Paged } from '../paged.tsx'
import type { TillExport } from './till.ts'
import classes from './tills.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

const lookAgainMillis = 1_500

/** What a till keeps for the tax office, dropped here. */
export function TillExports() {
  const { t } = useTranslation('tills')
  const pages = usePages(
    listTillExports,
    {},
    {
      refetchEveryMillis: (items) =>
        items.some(({ counts }) => counts.waiting > 0) ? lookAgainMillis : false,
    },
  )
  return (
    <div className={classes.part}>
      <Section heading={t('exports.heading')}>
        <p className={classes.words}>{t('exports.words')}</p>
        <Drop />
        <Paged pages={pages} empty={t('exports.empty')}>
          {(rows) => <ExportTable exports={rows} />}
        </Paged>
      </Section>
    </div>
  )
}

function Drop() {
  const { t } = useTranslation('tills')
  const { store, chooseStore } = useStoreOfUnknown()
  const refusalWords = useRefusalWords()
  const upload = useAction(uploadTillExport, {
    changes: [listTillExports, listTills, listTillReceipts],
  })
  const send = (file: File) =>
    upload.mutate({ query: { fileName: file.name.slice(0, 255), store }, body: file })
  return (
    <div className={classes.drop}>
      {chooseStore}
      <FileDrop
        label={t('exports.drop')}
        endings={['.zip']}
        bytesMax={tillExportBytesMax}
        disabled={upload.isPending}
        onFile={send}
      />
      {upload.error && <Refusal>{refusalWords(upload.error)}</Refusal>}
    </div>
  )
}

/** Where tills stand that nobody has registered; with one store it goes without saying. */
function useStoreOfUnknown() {
  const { t } = useTranslation('tills')
  const stores = (useCall(listStores, {}).data?.items ?? []).filter(
    ({ archivedAt }) => archivedAt === null,
  )
  const [store, setStore] = useState<string | null>(null)
  const chooseStore = stores.length > 1 && (
    <Select
      className={classes.store}
      label={t('exports.store')}
      description={t('exports.storeHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={stores.map(({ code, name }) => ({ value: code, label: name }))}
      value={store}
      clearable
      onChange={setStore}
    />
  )
  return { store: store ?? undefined, chooseStore }
}

function ExportTable({ exports }: { exports: readonly TillExport[] }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  return (
    <DataTable
      label={t('exports.heading')}
      rows={exports}
      rowKey={({ id }) => id}
      name={{
        head: t('exports.file'),
        cell: ({ fileName }) => <span className={classes.anywhere}>{fileName}</span>,
      }}
      columns={[
        {
          ...{ key: 'became', head: t('exports.became'), phone: 'detail' },
          cell: (row) => <Became {...row} />,
        },
        {
          ...{ key: 'receipts', head: t('exports.receipts'), kind: 'number', phone: 'main' },
          cell: ({ receipts }) => format.number(receipts),
        },
        {
          ...{ key: 'when', head: t('exports.when'), kind: 'number', phone: 'detail' },
          cell: ({ receivedAt }) => format.ago(receivedAt, new Date()),
        },
      ]}
    />
  )
}

const parts = ['waiting', 'booked', 'joined', 'doubtful', 'skipped', 'refused'] as const

/** What became of it, as far as there is any. */
function Became({ counts, fresh }: TillExport) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  if (fresh === 0) return t('exports.known')
  const words = parts
    .filter((part) => counts[part] > 0)
    .map((part) => t(`exports.counts.${part}`, { count: counts[part] }))
  return format.list(words)
}
