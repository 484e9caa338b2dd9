import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { createFormat } from '../../design/format.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Warning } from '../../design/warning.tsx'
import { columnsOf, type Preview } from './columns-of.ts'
import { useReasonWords } from './use-reason-words.ts'

type Row = Preview['rows'][number]
type Read = Exclude<Row['reading'], { refused: string }>
type View = 'read' | 'written'

/** The first rows as they will count, or as they stand in the file. */
export function FirstRows({ preview }: { preview: Preview }) {
  const { t } = useTranslation('imports')
  const [view, setView] = useState<View>('read')
  const { rows } = preview
  const refused = rows.filter(({ reading }) => 'refused' in reading).length
  const note =
    t('preview.shown', { count: rows.length }) +
    (refused > 0 ? t('preview.shownRefused', { count: refused }) : '')
  return (
    <Section
      heading={t('preview.rows')}
      note={note}
      aside={
        <Segmented<View>
          label={t('preview.view')}
          look="words"
          value={view}
          options={[
            { value: 'read', word: t('preview.asRead') },
            { value: 'written', word: t('preview.asWritten') },
          ]}
          onChange={setView}
        />
      }
    >
      {view === 'read' ? <AsRead preview={preview} /> : <AsWritten preview={preview} />}
    </Section>
  )
}

function AsRead({ preview }: { preview: Preview }) {
  const { t } = useTranslation('imports')
  const whenWords = useWhenWords(preview)
  const reasonWords = useReasonWords()
  const columns = useReadColumns(preview)
  return (
    <DataTable
      label={t('preview.rows')}
      rows={preview.rows}
      rowKey={({ line }) => String(line)}
      density="dense"
      name={{
        head: t('field.date'),
        cell: ({ reading }) =>
          'refused' in reading ? <Warning>{reasonWords(reading)}</Warning> : whenWords(reading),
      }}
      columns={columns}
    />
  )
}

function useReadColumns({ mapping: { columns } }: Preview): Column<Row>[] {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const column = (
    key: 'amount' | 'customer' | 'receipt' | 'quantity' | 'store',
    kind: 'word' | 'number',
    cell: (read: Read) => string,
  ): Column<Row> => ({
    key,
    kind,
    head: t(`field.${key}`),
    phone: key === 'amount' ? 'main' : 'detail',
    phoneWord: t(`field.${key}`),
    cell: ({ reading }) => ('refused' in reading ? '' : cell(reading)),
  })
  return [
    column('customer', 'word', ({ customer }) => customer ?? t('preview.anonymous')),
    ...(columns.receipt ? [column('receipt', 'word', ({ receipt }) => receipt ?? '')] : []),
    ...(columns.store ? [column('store', 'word', ({ store }) => store ?? '')] : []),
    ...(columns.quantity
      ? [
          column('quantity', 'number', ({ quantity }) =>
            quantity === null ? '' : format.number(quantity, Number.isInteger(quantity) ? 0 : 3),
          ),
        ]
      : []),
    column('amount', 'number', ({ amount, currency }) => format.money({ amount, currency })),
  ]
}

/** A day alone stands at noon of the business's zone; a time is shown as the file writes it. */
function useWhenWords({ mapping: { timeZone } }: Preview) {
  const format = useFormat()
  const asWritten = createFormat({ ...format, timeZone })
  return ({ occurredAt }: Read) =>
    isNoon(occurredAt, format.timeZone)
      ? format.date(occurredAt)
      : `${asWritten.date(occurredAt)}, ${asWritten.time(occurredAt)}`
}

const isNoon = (instant: string, timeZone: string) =>
  new Date(instant).toLocaleTimeString('en-GB', { timeZone }) === '12:00:00'

function AsWritten({ preview }: { preview: Preview }) {
  const { t } = useTranslation('imports')
  return (
    <DataTable
      label={t('preview.asWritten')}
      rows={preview.rows}
      rowKey={({ line }) => String(line)}
      density="dense"
      name={{ head: t('preview.lineHead'), cell: ({ line }) => t('preview.line', { line }) }}
      columns={columnsOf(preview).map(({ number, name }): Column<Row> => {
        const head = name ?? t('preview.column', { number })
        return {
          key: String(number),
          head,
          phone: 'detail',
          phoneWord: head,
          cell: ({ cells }) => cells[number - 1] ?? '',
        }
      })}
    />
  )
}
