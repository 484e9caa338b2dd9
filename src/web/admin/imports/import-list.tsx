import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listImports } from '#contract/endpoints/imports.ts'
import { usePages } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Warning } from '../../design/warning.tsx'
import { Paged } from '../paged.tsx'
import { isUnderWay, type OneImport } from './one-import.ts'

const lookAgainMillis = 2_000

/** All files that were brought in, the latest first; what is under way moves on by itself. */
export function ImportList() {
  const { t } = useTranslation('imports')
  const pages = usePages(
    listImports,
    {},
    { refetchEveryMillis: (rows) => (rows.some(isUnderWay) ? lookAgainMillis : false) },
  )
  const columns = useColumns()
  return (
    <Section heading={t('list.heading')}>
      <Paged pages={pages} empty={t('list.empty')}>
        {(rows) => (
          <DataTable
            label={t('list.heading')}
            rows={rows}
            rowKey={({ id }) => id}
            name={{ head: t('list.file'), cell: (row) => <ImportLink row={row} /> }}
            columns={columns}
          />
        )}
      </Paged>
    </Section>
  )
}

const ImportLink = ({ row }: { row: OneImport }) => (
  <Link to="/imports/$importId" params={{ importId: row.id }}>
    {row.fileName}
  </Link>
)

function useColumns(): Column<OneImport>[] {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const count = (key: 'read' | 'accepted' | 'duplicates' | 'refused'): Column<OneImport> => ({
    key,
    head: t(`list.${key}`),
    kind: 'number',
    cell: ({ result, status }) => (status === 'uploaded' ? '' : format.number(result[key])),
  })
  return [
    {
      key: 'status',
      head: t('list.status'),
      phone: 'detail',
      cell: (row) => <StatusWord row={row} format={format} />,
    },
    count('read'),
    { ...count('accepted'), phone: 'main', phoneWord: t('list.accepted') },
    count('duplicates'),
    count('refused'),
    {
      key: 'customers',
      head: t('list.customers'),
      kind: 'number',
      cell: ({ result: { customers } }) => (customers === null ? '' : format.number(customers)),
    },
    {
      key: 'when',
      head: t('list.when'),
      kind: 'number',
      phone: 'detail',
      cell: ({ createdAt }) => format.moment(createdAt),
    },
  ]
}

function StatusWord({ row, format }: { row: OneImport; format: ReturnType<typeof useFormat> }) {
  const { t } = useTranslation('imports')
  const word = t(`status.${row.status}`)
  switch (row.status) {
    case 'failed':
    case 'uploaded':
      return <Warning>{word}</Warning>
    case 'running':
    case 'taking_back':
      return row.progress ? `${word}, ${format.percent(row.progress.share, 0)}` : word
    case 'uploading':
    case 'done':
    case 'canceled':
    case 'taken_back':
      return word
  }
}
