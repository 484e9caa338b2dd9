import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { customerRowOutcomes } from '#contract/endpoints/customer-files.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { KeyValues } from '../../design/key-values.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import words from '../../design/words.module.css'
import type { Report, Row } from './use-customer-file.ts'
import { useFieldName, useRowWords } from './use-row-words.ts'

type FileReportProps = { report: Report; onTake: () => void; onAgain: () => void }

const rowsShown = 100

/** What a file changes or has changed, in numbers and row by row. */
export function FileReport({ report, onTake, onAgain }: FileReportProps) {
  const { t } = useTranslation('customer-file')
  const format = useFormat()
  const { dryRun, counts, rows } = report
  const download = useDownload()
  const isOfUse = counts.created + counts.updated > 0
  return (
    <>
      <Sentence
        note={<ColumnWords report={report} />}
        actions={
          <>
            <Button kind="plain" onClick={onAgain}>
              {t('again')}
            </Button>
            {dryRun && isOfUse && (
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
          lines={customerRowOutcomes.map((outcome) => ({
            key: outcome,
            word: t(`outcome.${outcome}`),
            value: format.number(counts[outcome]),
          }))}
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
        {rows.length === 0 ? <StateEmpty>{t('none')}</StateEmpty> : <Rows rows={rows} />}
      </Section>
    </>
  )
}

function ColumnWords({ report: { columns } }: { report: Report }) {
  const { t } = useTranslation('customer-file')
  const format = useFormat()
  const fieldName = useFieldName()
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

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('customer-file')
  const rowWords = useRowWords()
  return (
    <DataTable
      label={t('rows')}
      rows={rows.slice(0, rowsShown)}
      rowKey={({ line }) => String(line)}
      name={{
        head: t('head.line'),
        cell: ({ line, customerId }) => {
          const word = t('line', { line })
          if (customerId === null) return word
          return (
            <Link to="/customers/$customerId" params={{ customerId }}>
              {word}
            </Link>
          )
        },
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
function useDownload() {
  const { t } = useTranslation('customer-file')
  const rowWords = useRowWords()
  const manner = mannerOf(useFormat().language)
  return (rows: readonly Row[]) => {
    const head = csvHead([t('head.line'), t('head.outcome'), t('head.details')], manner)
    const lines = rows.map((row) =>
      csvLine([row.line, t(`outcome.${row.outcome}`), rowWords(row).join('; ')], manner),
    )
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([head, ...lines], { type: 'text/csv' }))
    link.download = 'customers.csv'
    link.click()
    URL.revokeObjectURL(link.href)
  }
}
