import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endGiftLadder, readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { toast } from '../../design/toast.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import settings from '../settings/settings.module.css'
import type { Ladder } from './ladder-draft.ts'

/** Ends a gift ladder, after saying what that means. */
export function EndLadder({ ladder: { key, name } }: { ladder: Ladder }) {
  const { t } = useTranslation('gifts')
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const [isAsking, setAsking] = useState(false)
  const end = useAction(endGiftLadder, {
    changes: [readProgram],
    onDone: () => {
      toast(t('ladder.ended', { name }))
      navigate({ to: '/gifts' })
    },
  })
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        {t('ladder.end')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={<span className={settings.anywhere}>{t('ladder.endTitle', { name })}</span>}
        actions={
          <Button
            kind="destructive"
            busy={end.isPending}
            onClick={() => end.mutate({ params: { ladderKey: key }, body: {} })}
          >
            {t('ladder.endDo')}
          </Button>
        }
      >
        <p className={settings.text}>{t('ladder.endWhat')}</p>
        {end.error && (
          <p className={`${settings.failed} ${settings.below}`} role="alert">
            {refusalWords(end.error)}
          </p>
        )}
      </Dialog>
    </>
  )
}
