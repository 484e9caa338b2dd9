import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportKind, importBytesMax } from '#contract/endpoints/imports.ts'
import { FileDrop } from '../../design/file-drop.tsx'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './imports.module.css'
import { useRefusalWords } from './use-refusal-words.ts'
import { useUpload } from './use-upload.ts'

type DropImportProps = {
  kind: ImportKind
  label?: ReactNode
  hint?: ReactNode
  isMain?: boolean
}

/** Takes a file and leads on to the question how it is to be read. */
export function DropImport({ kind, label, hint, isMain = false }: DropImportProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const navigate = useNavigate()
  const { state, send, stop } = useUpload(kind, (importId) =>
    navigate({ to: '/imports/$importId', params: { importId } }),
  )
  if (state.status === 'sending') {
    const { name, bytesSent, bytesTotal, secondsLeft } = state
    const sent = { sent: format.bytes(bytesSent), total: format.bytes(bytesTotal) }
    return (
      <div className={classes.sending}>
        <p>{t('drop.sending', { name })}</p>
        <Progress
          label={t('drop.sending', { name })}
          count={t('drop.sent', sent)}
          done={bytesSent}
          total={bytesTotal}
          {...(secondsLeft !== undefined && { secondsLeft })}
          onCancel={stop}
        />
      </div>
    )
  }
  return (
    <>
      <FileDrop
        label={label ?? t('drop.sentence')}
        hint={hint ?? t('drop.hint')}
        bytesMax={importBytesMax}
        onFile={send}
        isMain={isMain}
      />
      {state.status === 'refused' && <Refusal place="below">{refusalWords(state.problem)}</Refusal>}
      {state.status === 'stopped' && (
        <p className={classes.muted} role="status">
          {t('drop.stopped')}
        </p>
      )}
    </>
  )
}
