import { useTranslation } from 'react-i18next'
import { cancelImport, readImport } from '#contract/endpoints/imports.ts'
import { useAction } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import type { OneImport } from './one-import.ts'

/** How far it is, and that nobody needs to stay for it. */
export function ImportRunning({ one }: { one: OneImport }) {
  const { t } = useTranslation('imports')
  const cancel = useAction(cancelImport, { changes: [readImport] })
  const progress = useProgressWords(one)
  const canStop = one.status === 'running' && !cancel.isPending
  return (
    <Stack>
      <Sentence reason={t('run.leave')}>{t(sentenceOf(one))}</Sentence>
      <Progress
        label={t('run.label')}
        {...progress}
        {...(canStop && { onCancel: () => cancel.mutate({ params: { importId: one.id } }) })}
      />
    </Stack>
  )
}

function sentenceOf({ status, kind, dryRun }: OneImport) {
  if (status === 'taking_back') return 'run.back'
  if (kind === 'purchases') return 'run.sentence'
  return dryRun ? 'run.looking' : 'run.customers'
}

/** Rows are counted only once the file was read; until then a share says how far it is. */
function useProgressWords({ progress }: OneImport) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (progress === null) return { done: 0, total: null }
  const { phase, share, rowsDone, rowsTotal, rowsPerSecond, secondsLeft } = progress
  const left = secondsLeft === null ? {} : { secondsLeft }
  const rate = rowsPerSecond === null ? {} : { ratePerSecond: rowsPerSecond }
  if (phase === 'counting' && rowsTotal === null) {
    return { count: t('run.rows', { count: rowsDone }), done: share, total: 1, ...rate, ...left }
  }
  if (phase === 'counting') {
    return { done: rowsDone, total: rowsTotal, ...rate, ...left }
  }
  const text = { share: format.percent(share, 0) }
  const count = phase === 'reading' ? t('run.reading', text) : t('run.backShare', text)
  return { count, done: share, total: 1, ...left }
}
