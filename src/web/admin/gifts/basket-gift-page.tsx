import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineBasketGift, listBasketGifts } from '#contract/endpoints/gifts.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { freeKey } from '../free-key.ts'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useArticles } from '../rewards/use-reward-words.ts'
import { useToday } from '../settings/dates.ts'
import {
  type BasketDraft,
  type BasketGift,
  basketBodyOf,
  basketDraftOf,
  newBasketGift,
} from './basket-draft.ts'
import { BasketForm } from './basket-form.tsx'
import { EndBasketGift } from './end-basket-gift.tsx'

const route = getRouteApi('/signed-in/framed/basket-gifts/$basketGiftKey')

/** A gift for baskets, changed as sentences. */
export function BasketGiftPage() {
  const { t } = useTranslation('gifts')
  const { basketGiftKey } = route.useParams()
  const reply = useCall(listBasketGifts, {})
  const gift = reply.data?.items.find(({ key }) => key === basketGiftKey)
  const name = gift?.content.name ?? t('baskets.heading')
  return (
    <Page title={name} crumbs={[<ToGifts key="gifts" />, name]}>
      <Loaded reply={reply} shape="page">
        {() =>
          gift && gift.status === 'active' ? (
            <Change key={`${gift.key} ${gift.revision}`} gift={gift} />
          ) : (
            <Sentence links={<Link to="/gifts">{t('articles.toAll')}</Link>}>
              {t('basket.notFound')}
            </Sentence>
          )
        }
      </Loaded>
    </Page>
  )
}

export function NewBasketGiftPage() {
  const { t } = useTranslation('gifts')
  const known = useCall(listBasketGifts, {})
  const { reply } = useArticles()
  return (
    <Page title={t('basket.newTitle')} crumbs={[<ToGifts key="gifts" />, t('basket.newTitle')]}>
      <Loaded reply={known} shape="page">
        {({ items }) => (
          <Loaded reply={reply} shape="page">
            {(articles) => {
              const first = articles.items.find(({ archivedAt }) => archivedAt === null)
              return first ? (
                <New article={first.key} taken={items.map(({ key }) => key)} />
              ) : (
                <Sentence links={<Link to="/gifts">{t('articles.toAll')}</Link>}>
                  {t('ladder.noArticles')}
                </Sentence>
              )
            }}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function ToGifts() {
  const { t } = useTranslation('gifts')
  return <Link to="/gifts">{t('title')}</Link>
}

function New({ article, taken }: { article: string; taken: readonly string[] }) {
  const { t } = useTranslation('gifts')
  const today = useToday()
  const { action, send, leave } = useDefine()
  return (
    <Stack>
      <Sentence>{t('basket.newSentence')}</Sentence>
      <BasketForm
        start={newBasketGift(article, today)}
        action={action}
        onSend={(draft) => send(freeKey(draft.name, 'basket', taken), draft)}
        onCancel={leave}
      />
    </Stack>
  )
}

function Change({ gift }: { gift: BasketGift }) {
  const { t } = useTranslation('gifts')
  const { timeZone } = useFormat()
  const { action, send, leave } = useDefine(gift)
  return (
    <Stack>
      <Sentence reason={t('basket.editReason')} actions={<EndBasketGift gift={gift} />}>
        {gift.content.name}
      </Sentence>
      <BasketForm
        start={basketDraftOf(gift, timeZone)}
        action={action}
        onSend={(draft) => send(gift.key, draft)}
        onCancel={leave}
      />
    </Stack>
  )
}

function useDefine(was?: BasketGift) {
  const { t } = useTranslation('gifts')
  const { timeZone } = useFormat()
  const navigate = useNavigate()
  const leave = () => navigate({ to: '/gifts' })
  const action = useAction(defineBasketGift, {
    changes: [listBasketGifts],
    onDone: ({ content: { name } }) => {
      toast(was ? t('ladder.saved') : t('ladder.created', { name }))
      leave()
    },
  })
  const send = (basketGiftKey: string, draft: BasketDraft) =>
    action.mutate({ params: { basketGiftKey }, body: basketBodyOf(draft, timeZone, was) })
  return { action, send, leave }
}
