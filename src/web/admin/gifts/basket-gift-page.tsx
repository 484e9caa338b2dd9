import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineBasketGift, listBasketGifts } from '#contract/endpoints/gifts.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { useToday } from '../forms/dates.ts'
import { freeKey } from '../free-key.ts'
import { ItemPage } from '../item-page.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useArticles } from '../rewards/use-reward-words.ts'
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
  const { data: known, error, refetch } = useCall(listBasketGifts, {})
  const gift = known?.items.find(({ key, status }) => key === basketGiftKey && status === 'active')
  return (
    <ItemPage
      reply={{ data: known && (gift ?? null), error, refetch }}
      name={gift?.content.name ?? t('baskets.heading')}
      list={{ to: '/gifts', title: t('title'), wayBack: t('articles.toAll') }}
      missing={t('basket.notFound')}
    >
      {(active) => <Change key={`${active.key} ${active.revision}`} gift={active} />}
    </ItemPage>
  )
}

export function NewBasketGiftPage() {
  const { t } = useTranslation('gifts')
  const known = useCall(listBasketGifts, {})
  const { reply } = useArticles()
  const toGifts = (
    <Link key="gifts" to="/gifts">
      {t('title')}
    </Link>
  )
  return (
    <Page title={t('basket.newTitle')} crumbs={[toGifts, t('basket.newTitle')]}>
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
