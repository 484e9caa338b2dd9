import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listDroppedFiles } from '#contract/endpoints/dropped-files.ts'
import { useCall } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Warning } from '../../design/warning.tsx'

type DroppedFile = WireReply<typeof listDroppedFiles>['items'][number]

/** What came by the watched folder or a server; nothing where none is watched. */
export function DroppedFiles() {
  const { t } = useTranslation('dropped-files')
  const { data } = useCall(listDroppedFiles, {})
  if (!data || (!data.watching && data.fetching === null && data.items.length === 0)) return null
  return (
    <Section heading={t('heading')} note={t('note')}>
      {data.items.length === 0 ? (
        <StateEmpty>{t('empty')}</StateEmpty>
      ) : (
        <FileTable files={data.items} />
      )}
    </Section>
  )
}

function FileTable({ files }: { files: readonly DroppedFile[] }) {
  const { t } = useTranslation('dropped-files')
  const format = useFormat()
  return (
    <DataTable
      label={t('heading')}
      rows={files}
      rowKey={({ name, seenAt }) => `${name} ${seenAt}`}
      name={{ head: t('file'), cell: (file) => <Name {...file} /> }}
      columns={[
        {
          ...{ key: 'outcome', head: t('outcome'), phone: 'detail' },
          cell: (file) => <Outcome {...file} />,
        },
        {
          ...{ key: 'when', head: t('when'), kind: 'number', phone: 'main' },
          cell: ({ seenAt }) => format.ago(seenAt, new Date()),
        },
      ]}
    />
  )
}

const Name = ({ name, importId }: DroppedFile) =>
  importId === null ? (
    name
  ) : (
    <Link to="/imports/$importId" params={{ importId }}>
      {name}
    </Link>
  )

function Outcome({ outcome, reason }: DroppedFile) {
  const { t } = useTranslation('dropped-files')
  if (outcome !== 'failed') return t(`outcomes.${outcome}`)
  return (
    <Warning>
      {t(`reasons.${reason?.code as 'drop_layout_unknown'}`, {
        defaultValue: t('reasons.other', { text: reason?.text || (reason?.code ?? '') }),
      })}
    </Warning>
  )
}
