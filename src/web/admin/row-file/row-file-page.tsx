import { useTranslation } from 'react-i18next'
import { FileDrop } from '../../design/file-drop.tsx'
import { Stack } from '../../design/layout.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateLoading } from '../../design/state-loading.tsx'
import { Page } from '../page.tsx'
import { FileReport } from './file-report.tsx'
import type { Matter } from './matter.ts'
import { type FileRow, useRowFile } from './use-row-file.ts'

/** What somebody has in a file: looked at first, then taken over. */
export function RowFilePage<Row extends FileRow>(matter: Matter<Row>) {
  const { title, crumbs, sentence, drop, hint, bytesMax, send, refusalWord } = matter
  const { t } = useTranslation('row-file')
  const { state, look, take, begin } = useRowFile(send)
  return (
    <Page title={title} crumbs={[...crumbs, title]}>
      <Stack>
        {state.step === 'choosing' && (
          <>
            <Sentence note={t('lead')}>{sentence}</Sentence>
            <FileDrop label={drop} hint={hint} bytesMax={bytesMax} onFile={look} isMain />
            {state.problem && <Refusal place="below">{refusalWord(state.problem.code)}</Refusal>}
          </>
        )}
        {state.step === 'reading' && (
          <>
            <Sentence note={t('busy')}>{t('reading', { name: state.file.name })}</Sentence>
            <StateLoading shape="rows" />
          </>
        )}
        {state.step === 'read' && (
          <FileReport
            matter={matter}
            report={state.report}
            onTake={() => take(state.file)}
            onAgain={begin}
          />
        )}
      </Stack>
    </Page>
  )
}
