import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { endReward, listRewards, readReward } from '#contract/endpoints/rewards.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { toast } from '../../design/toast.tsx'
import settings from '../settings/settings.module.css'
import type { Reward } from './reward.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** Ends a reward for good, after saying what that means. */
export function EndReward({ reward: { key, content } }: { reward: Reward }) {
  const { t } = useTranslation('rewards')
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const [isAsking, setAsking] = useState(false)
  const { name } = content
  const end = useAction(endReward, {
    changes: [listRewards, readReward],
    onDone: () => {
      toast(t('end.done', { name }))
      navigate({ to: '/rewards' })
    },
  })
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        {t('end.act')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={<span className={settings.anywhere}>{t('end.title', { name })}</span>}
        actions={
          <Button
            kind="destructive"
            busy={end.isPending}
            onClick={() => end.mutate({ params: { rewardKey: key } })}
          >
            {t('end.confirm')}
          </Button>
        }
      >
        <p className={settings.text}>{t('end.what')}</p>
        {end.error && (
          <p className={`${settings.failed} ${settings.below}`} role="alert">
            {refusalWords(end.error)}
          </p>
        )}
      </Dialog>
    </>
  )
}
