import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { endBasketGift, listBasketGifts } from '#contract/endpoints/gifts.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { EndForGood } from '../end-for-good.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import type { BasketGift } from './basket-draft.ts'

export function EndBasketGift({ gift: { key, content } }: { gift: BasketGift }) {
  const { t } = useTranslation('gifts')
  const navigate = useNavigate()
  const refusalWords = useRefusalWords()
  const { name } = content
  const end = useAction(endBasketGift, {
    changes: [listBasketGifts],
    onDone: () => {
      toast(t('basket.ended', { name }))
      navigate({ to: '/gifts' })
    },
  })
  return (
    <EndForGood
      words={{
        act: t('basket.end'),
        title: t('basket.endTitle', { name }),
        what: t('basket.endWhat'),
        confirm: t('basket.endDo'),
      }}
      busy={end.isPending}
      refusal={end.error && refusalWords(end.error)}
      onEnd={() => end.mutate({ params: { basketGiftKey: key } })}
    />
  )
}
