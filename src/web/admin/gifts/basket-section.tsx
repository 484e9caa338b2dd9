import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listBasketGifts } from '#contract/endpoints/gifts.ts'
import { useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { lastDayBefore } from '../day-instants.ts'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { useArticlesWord } from './articles-word.tsx'
import type { BasketGift } from './basket-draft.ts'

/** What is given to baskets from a value on; what has ended is left out. */
export function BasketSection({ hasArticles }: { hasArticles: boolean }) {
  const { t } = useTranslation('gifts')
  const reply = useCall(listBasketGifts, {})
  const mayDefine = useMay()('rewards:define')
  const columns = useColumns()
  return (
    <Section
      heading={t('baskets.heading')}
      note={t('baskets.note')}
      aside={mayDefine && hasArticles && <Link to="/basket-gifts/new">{t('baskets.add')}</Link>}
    >
      <Loaded reply={reply} shape="rows">
        {({ items }) => {
          const active = items.filter(({ status }) => status === 'active')
          return active.length === 0 ? (
            <StateEmpty>{t('baskets.empty')}</StateEmpty>
          ) : (
            <DataTable
              label={t('baskets.heading')}
              rows={active}
              rowKey={({ key }) => key}
              name={{
                head: t('baskets.name'),
                cell: (gift) => (mayDefine ? <ToGift gift={gift} /> : gift.content.name),
              }}
              columns={columns}
            />
          )
        }}
      </Loaded>
    </Section>
  )
}

const ToGift = ({ gift: { key, content } }: { gift: BasketGift }) => (
  <Link to="/basket-gifts/$basketGiftKey" params={{ basketGiftKey: key }}>
    {content.name}
  </Link>
)

function useColumns(): Column<BasketGift>[] {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const articlesWord = useArticlesWord()
  return [
    {
      ...{ key: 'what', head: t('baskets.what'), phone: 'detail' },
      cell: ({ content }) => articlesWord(content.articles),
    },
    {
      ...{ key: 'days', head: t('baskets.days'), phone: 'detail' },
      cell: ({ content: { validFrom, validUntil } }) =>
        validUntil
          ? format.dayRange(validFrom, lastDayBefore(validUntil, format.timeZone))
          : t('baskets.since', { date: format.date(validFrom) }),
    },
    {
      ...{ key: 'min', head: t('baskets.min'), kind: 'number', phone: 'main' },
      cell: ({ content }) => t('baskets.from', { amount: format.money(content.basketMin) }),
    },
    {
      ...{ key: 'given', head: t('baskets.given'), kind: 'number', phone: 'detail' },
      phoneWord: t('baskets.given'),
      cell: ({ handedOver, content: { stock } }) =>
        stock ? t('baskets.givenOf', { count: handedOver, of: stock }) : format.number(handedOver),
    },
  ]
}
