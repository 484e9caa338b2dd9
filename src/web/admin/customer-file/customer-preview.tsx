import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerFile, takeCustomerFile } from '#contract/endpoints/customer-files.ts'
import { discardImport, listImports, readImport } from '#contract/endpoints/imports.ts'
import type { customerFile } from '#locales/de/customer-file.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import type { OneImport } from '../imports/one-import.ts'
import { FileReport } from '../row-file/file-report.tsx'
import { useMay } from '../session.ts'
import { ColumnChoice } from './column-choice.tsx'
import { draftOf, type FileOfCustomers, wishesOf } from './column-draft.ts'
import { ConsentChoice } from './consent-choice.tsx'
import { useCustomerMatter } from './use-customer-matter.tsx'
import { useWithoutConsent } from './use-without-consent.ts'

type PreviewProps = { one: OneImport; file: FileOfCustomers }

/** What would change is shown before anything does, and the columns can be said anew. */
export function CustomerPreview({ one, file }: PreviewProps) {
  const { t } = useTranslation('customer-file')
  const matter = useCustomerMatter()
  const moreCounts = useWithoutConsent(file)
  const [isChoosing, setChoosing] = useState(false)
  const take = useAction(takeCustomerFile, {
    changes: [readImport, readCustomerFile, listImports],
  })
  if (isChoosing || file.taken === 'not_yet')
    return <ColumnsOf one={one} file={file} onLooked={() => setChoosing(false)} />
  const { map, consents } = file
  const params = { importId: one.id }
  return (
    <Stack>
      <FileReport
        matter={matter}
        report={{ ...file, dryRun: true }}
        againWord={t('columns.again')}
        moreCounts={moreCounts}
        onTake={() =>
          take.mutate({ params, body: { dryRun: false, consents, ...(map !== null && { map }) } })
        }
        onAgain={() => setChoosing(true)}
      />
      <Refused problem={take.error} />
    </Stack>
  )
}

function ColumnsOf({ one, file, onLooked }: PreviewProps & { onLooked: () => void }) {
  const { t } = useTranslation(['customer-file', 'imports'])
  const format = useFormat()
  const may = useMay()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => draftOf(file))
  const params = { importId: one.id }
  const look = useAction(takeCustomerFile, {
    changes: [readImport, readCustomerFile, listImports],
    onDone: onLooked,
  })
  const discard = useAction(discardImport, {
    changes: [listImports],
    onDone: () => {
      toast(t('imports:preview.discarded'))
      navigate({ to: '/imports' })
    },
  })
  return (
    <Stack>
      <Sentence
        reason={t('imports:preview.file', {
          name: one.fileName,
          bytes: format.bytes(one.fileBytes),
        })}
        actions={
          <>
            <Button
              kind="plain"
              busy={discard.isPending}
              onClick={() => discard.mutate({ params })}
            >
              {t('imports:preview.discard')}
            </Button>
            <Button
              kind="main"
              busy={look.isPending}
              onClick={() =>
                look.mutate({
                  params,
                  body: { dryRun: true, ...wishesOf(draft, file.columns.length) },
                })
              }
            >
              {t('columns.look')}
            </Button>
          </>
        }
      >
        {t('columns.sentence')}
      </Sentence>
      <Refused problem={look.error ?? discard.error} />
      <Columns
        asideWidth={360}
        aside={
          may('consents:write') && (
            <Section heading={t('consent.heading')}>
              <ConsentChoice file={file} draft={draft} onChange={setDraft} />
            </Section>
          )
        }
      >
        <Section heading={t('imports:preview.columns')}>
          <ColumnChoice file={file} draft={draft} onChange={setDraft} />
        </Section>
      </Columns>
    </Stack>
  )
}

type RefusalCode = keyof typeof customerFile.refusal

function Refused({ problem }: { problem: Problem | null }) {
  const { t } = useTranslation('customer-file')
  if (problem === null) return null
  return (
    <Refusal place="below">
      {t(`refusal.${problem.code as RefusalCode}`, { defaultValue: t('refusal.other') })}
    </Refusal>
  )
}
