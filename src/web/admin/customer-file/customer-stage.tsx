import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerFile } from '#contract/endpoints/customer-files.ts'
import { listImports, readImport, resumeImport } from '#contract/endpoints/imports.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useEndWords } from '../imports/end-words.ts'
import { ImportRunning } from '../imports/import-running.tsx'
import type { OneImport } from '../imports/one-import.ts'
import { RefusedRows } from '../imports/refused-rows.tsx'
import { Loaded } from '../loaded.tsx'
import { FileReport } from '../row-file/file-report.tsx'
import type { FileOfCustomers } from './column-draft.ts'
import { CustomerPreview } from './customer-preview.tsx'
import { useCustomerMatter } from './use-customer-matter.tsx'
import { useWithoutConsent } from './use-without-consent.ts'

const rowsMax = 1_000
const lookAgainMillis = 500

/** A file of customers on its way: looked over, under way, taken. */
export function CustomerStage({ one }: { one: OneImport }) {
  switch (one.status) {
    case 'uploading':
    case 'running':
    case 'taking_back':
      return <ImportRunning one={one} />
    case 'uploaded':
      return <WithFile one={one}>{(file) => <CustomerPreview one={one} file={file} />}</WithFile>
    case 'done':
    case 'canceled':
    case 'failed':
    case 'taken_back':
      return <CustomerEnd one={one} />
  }
}

type WithFileProps = { one: OneImport; children: (file: FileOfCustomers) => ReactNode }

function WithFile({ one, children }: WithFileProps) {
  const asked = { params: { importId: one.id }, query: { rows: rowsMax } }
  const { data, error, refetch } = useCall(readCustomerFile, asked, {
    refetchEveryMillis: (file) => (file && !tellsOf(one, file) ? lookAgainMillis : false),
  })
  // What the run before has told is on its way out.
  const reply = { data: data && tellsOf(one, data) ? data : undefined, error, refetch }
  return (
    <Loaded reply={reply} shape="page">
      {children}
    </Loaded>
  )
}

const tellsOf = ({ result }: OneImport, { counts }: FileOfCustomers): boolean =>
  counts.read === result.read &&
  counts.refused === result.refused &&
  counts.created + counts.updated === result.accepted

const CustomerEnd = ({ one }: { one: OneImport }) => (
  <WithFile one={one}>{(file) => <Ended one={one} file={file} />}</WithFile>
)

function Ended({ one, file }: { one: OneImport; file: FileOfCustomers }) {
  const matter = useCustomerMatter()
  const moreCounts = useWithoutConsent(file)
  const { refused, withoutConsent } = file.counts
  return (
    <Stack>
      {one.status !== 'done' && <Stopped one={one} />}
      <FileReport matter={matter} report={{ ...file, dryRun: false }} moreCounts={moreCounts} />
      {refused + withoutConsent > 0 && <RefusedRows one={one} count={refused + withoutConsent} />}
    </Stack>
  )
}

function Stopped({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const { sentence, lead } = useEndWords(one)
  const resume = useAction(resumeImport, { changes: [readImport, listImports] })
  return (
    <Sentence
      lead={lead}
      actions={
        <Button
          kind="main"
          busy={resume.isPending}
          onClick={() => resume.mutate({ params: { importId: one.id } })}
        >
          {t('end.resume')}
        </Button>
      }
    >
      {sentence}
    </Sentence>
  )
}
