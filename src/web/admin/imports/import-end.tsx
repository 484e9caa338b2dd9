import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listImports, readImport, resumeImport } from '#contract/endpoints/imports.ts'
import { useAction } from '../../client/index.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { useEndWords } from './end-words.ts'
import { ImportResult } from './import-result.tsx'
import type { OneImport } from './one-import.ts'
import { RefusedRows } from './refused-rows.tsx'
import { TakeBack } from './take-back.tsx'

/** What came of a file, and what can be done now. */
export function ImportEnd({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const { sentence, lead } = useEndWords(one)
  const { result, status } = one
  return (
    <Stack>
      <Sentence lead={lead} actions={<NextStep one={one} />}>
        {sentence}
      </Sentence>
      <Columns
        aside={
          canTakeBack(one) && (
            <Section heading={t('takeBack.heading')}>
              <TakeBack one={one} />
            </Section>
          )
        }
      >
        <ImportResult one={one} />
      </Columns>
      {result.refused > 0 && status !== 'taken_back' && <RefusedRows one={one} />}
    </Stack>
  )
}

/** What was read to its end and counted nothing leaves nothing to take back. */
const canTakeBack = ({ status, result }: OneImport) =>
  status !== 'taken_back' && (status !== 'done' || result.accepted > 0)

function NextStep({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const resume = useAction(resumeImport, { changes: [readImport, listImports] })
  switch (one.status) {
    case 'canceled':
    case 'failed':
      return (
        <Button
          kind="main"
          busy={resume.isPending}
          onClick={() => resume.mutate({ params: { importId: one.id } })}
        >
          {t('end.resume')}
        </Button>
      )
    case 'taken_back':
      return (
        <Link to="/imports" className={buttonClass('main')}>
          {t('list.sentence')}
        </Link>
      )
    default:
      return <GoOn one={one} />
  }
}

/** Whoever knows no customers finds what receipts alone can say. */
function GoOn({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  if (one.result.accepted === 0) {
    return (
      <Link to="/" className={buttonClass('outlined')}>
        {t('end.overview')}
      </Link>
    )
  }
  return one.result.customers === 0 ? (
    <Link to="/analytics/receipts" className={buttonClass('main')}>
      {t('end.receipts')}
    </Link>
  ) : (
    <Link to="/" className={buttonClass('main')}>
      {t('end.overview')}
    </Link>
  )
}
