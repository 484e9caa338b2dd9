import { useTranslation } from 'react-i18next'
import { rowOutcomes } from '#contract/language/row-file.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { type KeyValue, KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import words from '../../design/words.module.css'
import type { Matter } from './matter.ts'
import type { FileRow, FileReport as Report } from './use-row-file.ts'
import { useRowWords } from './use-row-words.ts'

type Telling<Row extends FileRow> = Pick<
  Matter<Row>,
  'downloadName' | 'fieldName' | 'reasonWord' | 'valueWord' | 'linked'
>

type FileReportProps<Row extends FileRow> = {
  matter: Telling<Row>
  report: Report<Row>
  onTake?: () => void
  /** Left out where the file is done with. */
  onAgain?: () => void
  againWord?: string
  /** Beside what became of the rows. */
  moreCounts?: readonly KeyValue[]
}

const rowsShown = 100

/** What a file changes or has changed, in numbers and row by row. */
export function FileReport<Row extends FileRow>({
  matter,
  report,
  onTake,
  onAgain,
  againWord,
  moreCounts = [],
}: FileReportProps<Row>) {
  const { t } = useTranslation('row-file')
  const format = useFormat()
  const { dryRun, counts, rows } = report
  const download = useDownload(matter)
  const isOfUse = counts.created + counts.updated > 0
  return (
    <>
      <Sentence
        note={<ColumnWords matter={matter} report={report} />}
        actions={
          <>
            {onAgain && (
              <Button kind="plain" onClick={onAgain}>
                {againWord ?? t('again')}
              </Button>
            )}
            {dryRun && isOfUse && onTake && (
              <Button kind="main" onClick={onTake}>
                {t('apply')}
              </Button>
            )}
          </>
        }
      >
        {t(dryRun ? 'would' : 'done', { count: counts.read })}
      </Sentence>
      <Section heading={t('counts')}>
        <KeyValues
          lines={[
            ...rowOutcomes.map((outcome) => ({
              key: outcome,
              word: t(`outcome.${outcome}`),
              value: format.number(counts[outcome]),
            })),
            ...moreCounts,
          ]}
        />
      </Section>
      <Section
        heading={t('rows')}
        aside={
          rows.length > 0 && (
            <Button kind="word" onClick={() => download(rows)}>
              {t('download')}
            </Button>
          )
        }
      >
        {rows.length === 0 ? (
          <StateEmpty>{t('none')}</StateEmpty>
        ) : (
          <Rows matter={matter} rows={rows} />
        )}
      </Section>
    </>
  )
}

type ColumnWordsProps = {
  matter: Pick<Matter<never>, 'fieldName'>
  report: Pick<Report<never>, 'columns'>
}

function ColumnWords({ matter: { fieldName }, report: { columns } }: ColumnWordsProps) {
  const { t } = useTranslation('row-file')
  const format = useFormat()
  const read = columns.flatMap(({ header, field }) =>
    field === null ? [] : t('column', { header, field: fieldName(field) }),
  )
  const passed = columns.flatMap(({ header, field }) => (field === null ? header : []))
  return (
    <>
      {t('columns')}: {format.list(read)}.{' '}
      {passed.length > 0 && t('passed', { headers: format.list(passed) })}
    </>
  )
}

type RowsProps<Row extends FileRow> = { matter: Telling<Row>; rows: readonly Row[] }

function Rows<Row extends FileRow>({ matter, rows }: RowsProps<Row>) {
  const { t } = useTranslation('row-file')
  const rowWords = useRowWords(matter)
  return (
    <DataTable
      label={t('rows')}
      rows={rows.slice(0, rowsShown)}
      rowKey={({ line }) => String(line)}
      name={{
        head: t('head.line'),
        cell: (row) => matter.linked(row, t('line', { line: row.line })),
      }}
      columns={[
        {
          ...{ key: 'outcome', head: t('head.outcome'), phone: 'main' },
          cell: ({ outcome }) => t(`outcome.${outcome}`),
        },
        {
          ...{ key: 'details', head: t('head.details'), phone: 'detail' },
          cell: (row) => <span className={words.sm}>{rowWords(row).join('; ')}</span>,
        },
      ]}
    />
  )
}

/** All rows the report knows, as a file of the reader's language. */
function useDownload<Row extends FileRow>(matter: Telling<Row>) {
  const { t } = useTranslation('row-file')
  const rowWords = useRowWords(matter)
  const manner = mannerOf(useFormat().language)
  return (rows: readonly Row[]) => {
    const head = csvHead([t('head.line'), t('head.outcome'), t('head.details')], manner)
    const lines = rows.map((row) =>
      csvLine([row.line, t(`outcome.${row.outcome}`), rowWords(row).join('; ')], manner),
    )
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([head, ...lines], { type: 'text/csv' }))
    link.download = matter.downloadName
    link.click()
    URL.revokeObjectURL(link.href)
  }
}
