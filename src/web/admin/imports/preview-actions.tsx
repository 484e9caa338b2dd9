import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  discardImport,
  listImportMappings,
  listImports,
  readImport,
  startImport,
} from '#contract/endpoints/imports.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import classes from './import-preview.module.css'
import type { OneImport } from './one-import.ts'
import { useRefusalWords } from './use-refusal-words.ts'
import type { Wishes } from './wishes.ts'

type PreviewActionsProps = { one: OneImport; wishes: Wishes; isReady: boolean; name?: string }

/** Begin to count, or throw the file away. */
export function PreviewActions({ one, wishes, isReady, name }: PreviewActionsProps) {
  const { t } = useTranslation('imports')
  const { language } = useFormat()
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const params = { importId: one.id }
  const start = useAction(startImport, { changes: [readImport, listImports, listImportMappings] })
  const discard = useAction(discardImport, {
    changes: [listImports],
    onDone: () => {
      toast(t('preview.discarded'))
      navigate({ to: '/imports' })
    },
  })
  const problem = start.error ?? discard.error
  return (
    <div className={classes.actions}>
      <div>
        <Button kind="plain" busy={discard.isPending} onClick={() => discard.mutate({ params })}>
          {t('preview.discard')}
        </Button>
        <Button
          kind="main"
          disabled={!isReady}
          busy={start.isPending}
          onClick={() =>
            start.mutate({ params, body: { mapping: wishes, language, ...(name && { name }) } })
          }
        >
          {t('preview.start')}
        </Button>
      </div>
      {problem && <Refusal place="below">{refusalWords(problem)}</Refusal>}
    </div>
  )
}
