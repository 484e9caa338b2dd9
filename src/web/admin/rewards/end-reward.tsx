import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endReward, listRewards, readReward } from '#contract/endpoints/rewards.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { EndForGood } from '../end-for-good.tsx'
import type { Reward } from './reward.ts'
import { useRefusalWords } from './use-refusal-words.ts'

export function EndReward({ reward: { key, content } }: { reward: Reward }) {
  const { t } = useTranslation('rewards')
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const { name } = content
  const end = useAction(endReward, {
    changes: [listRewards, readReward],
    onDone: () => {
      toast(t('end.done', { name }))
      navigate({ to: '/rewards' })
    },
  })
  return (
    <EndForGood
      words={{
        act: t('end.act'),
        title: t('end.title', { name }),
        what: t('end.what'),
        confirm: t('end.confirm'),
      }}
      busy={end.isPending}
      refusal={end.error && refusalWords(end.error)}
      onEnd={() => end.mutate({ params: { rewardKey: key } })}
    />
  )
}
