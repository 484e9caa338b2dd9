import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endGiftLadder, readProgram } from '#contract/endpoints/programs.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { EndForGood } from '../end-for-good.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import type { Ladder } from './ladder-draft.ts'

export function EndLadder({ ladder: { key, name } }: { ladder: Ladder }) {
  const { t } = useTranslation('gifts')
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const end = useAction(endGiftLadder, {
    changes: [readProgram],
    onDone: () => {
      toast(t('ladder.ended', { name }))
      navigate({ to: '/gifts' })
    },
  })
  return (
    <EndForGood
      words={{
        act: t('ladder.end'),
        title: t('ladder.endTitle', { name }),
        what: t('ladder.endWhat'),
        confirm: t('ladder.endDo'),
      }}
      busy={end.isPending}
      refusal={end.error && refusalWords(end.error)}
      onEnd={() => end.mutate({ params: { ladderKey: key }, body: {} })}
    />
  )
}
