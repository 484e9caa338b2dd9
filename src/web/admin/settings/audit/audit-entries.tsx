import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listAudit } from '#contract/endpoints/audit.ts'
import { stopReasons } from '#contract/language/counter-limits.ts'
import { Button } from '../../../design/button.tsx'
import { DataTable } from '../../../design/data-table.tsx'
import { useFormat } from '../../../design/provider.tsx'
import classes from './audit.module.css'
import { changedValues } from './changed-values.ts'
import { useColumnWords } from './use-column-words.ts'

type Entry = WireReply<typeof listAudit>['items'][number]

export function AuditEntries({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  return (
    <DataTable
      label={t('list')}
      rows={entries}
      rowKey={({ id }) => String(id)}
      name={{ head: t('when'), cell: ({ at }) => format.moment(at), width: 184 }}
      columns={[
        {
          ...{ key: 'who', head: t('who'), phone: 'detail', width: 168 },
          cell: ({ actor }) => <Who actor={actor} />,
        },
        {
          ...{ key: 'what', head: t('what'), phone: 'picture' },
          cell: (entry) => <What entry={entry} />,
        },
      ]}
      density="dense"
    />
  )
}

function Who({ actor: { kind, id, name } }: Pick<Entry, 'actor'>) {
  const { t } = useTranslation('audit')
  const word = name ?? (kind === 'job' || kind === 'command' ? id : null)
  return (
    <span className={classes.who}>
      {word ?? t(`actors.${kind}`)}
      {word !== null && kind !== 'staff' && <small> {t(`actors.${kind}`)}</small>}
    </span>
  )
}

function What({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const words = useEntryWords(entry)
  return (
    <span className={classes.what}>
      <span>
        {words}{' '}
        {entry.customerId !== null && (
          <Link to="/customers/$customerId" params={{ customerId: entry.customerId }}>
            {t('open')}
          </Link>
        )}
      </span>
      <Button
        kind="word"
        aria-expanded={isOpen}
        aria-label={`${t('more')}: ${words}, ${format.time(entry.at)}`}
        onClick={() => setOpen(!isOpen)}
      >
        {t('more')}
      </Button>
      {isOpen && <InFull entry={entry} />}
    </span>
  )
}

/** `Filiale angelegt: Hafen` */
function useEntryWords({ subject, act, rows, columns, before, after, key }: Entry): string {
  const { t } = useTranslation('audit')
  const columnWords = useColumnWords()
  const format = useFormat()
  if (act === 'happened') {
    const reason = stopReasons.find((one) => one === key?.kind)
    return [t(`subjects.${subject}`), reason && t(`stopReasons.${reason}`)]
      .filter(Boolean)
      .join(': ')
  }
  const what = `${t(`subjects.${subject}`)} ${t(`acts.${act}`)}`
  if (rows > 1) return t('many', { what, rows })
  const name = nameOf(after) ?? nameOf(before)
  if (act === 'changed') return `${what}: ${format.list(columns.map(columnWords))}`
  return name === null ? what : `${what}: ${name}`
}

function nameOf(content: Entry['after']): string | null {
  const name = content?.name ?? content?.label ?? content?.email
  return typeof name === 'string' && name !== '' ? name : null
}

function InFull({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit')
  const columnWords = useColumnWords()
  const values = changedValues(entry.before, entry.after)
  const told = new Set(values.map(({ path }) => path.split('.')[0]))
  const untold = values.length === 0 ? [] : entry.columns.filter((column) => !told.has(column))
  return (
    <span className={classes.full}>
      {values.length === 0 && <span className={classes.muted}>{t('forgotten')}</span>}
      {values.map(({ path, before, after }) => (
        <span key={path} className={classes.value}>
          <span className={classes.muted}>{columnWords(path)}</span>
          <span>
            {entry.act === 'changed' && <del>{before ?? t('nothing')}</del>}{' '}
            {entry.act === 'removed' ? before : (after ?? t('nothing'))}
          </span>
        </span>
      ))}
      {untold.map((column) => (
        <span key={column} className={classes.value}>
          <span className={classes.muted}>{columnWords(column)}</span>
          <span className={classes.muted}>{t('unsaid')}</span>
        </span>
      ))}
      {entry.operation !== null && (
        <span className={`${classes.value} ${classes.muted}`}>
          <span>{t('way')}</span>
          <code>{entry.operation}</code>
        </span>
      )}
      {entry.requestId !== null && (
        <span className={`${classes.value} ${classes.muted}`}>
          <span>{t('request')}</span>
          <code>{entry.requestId}</code>
        </span>
      )}
    </span>
  )
}
