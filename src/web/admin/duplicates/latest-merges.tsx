import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listLatestMerges } from '#contract/endpoints/merges.ts'
import { useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { UndoMerge } from './undo-merge.tsx'
import { useNamed } from './use-named.ts'

type Merge = WireReply<typeof listLatestMerges>['items'][number]

/** What was joined, each to be taken back. Only where something was. */
export function LatestMerges() {
  const { t } = useTranslation('duplicates')
  const reply = useCall(listLatestMerges, {})
  const named = useNamed()
  const columns = useColumns()
  const together = (from: string, into: string) =>
    from === into ? t('twice', { one: into }) : t('merged.into', { from, into })
  return (
    <Loaded reply={reply} shape="rows">
      {({ items }) =>
        items.length === 0 ? null : (
          <Section heading={t('merged.heading')}>
            <DataTable
              label={t('merged.label')}
              rows={items}
              rowKey={({ id }) => id}
              name={{
                head: t('who'),
                cell: ({ from, into }) => together(named(from), named(into)),
              }}
              columns={columns}
            />
          </Section>
        )
      }
    </Loaded>
  )
}

function useColumns(): Column<Merge>[] {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  return [
    {
      ...{ key: 'at', head: t('merged.at'), phone: 'detail', phoneWord: t('merged.at') },
      cell: ({ mergedAt }) => format.date(mergedAt),
    },
    {
      ...{ key: 'by', head: t('merged.by'), phone: 'detail', phoneWord: t('merged.by') },
      cell: ({ mergedBy }) => mergedBy,
    },
    {
      ...{ key: 'undo', head: t('merged.undo'), phone: 'main' },
      cell: (merge) => <UndoMerge merge={merge} customerId={merge.into.customerId} />,
    },
  ]
}
