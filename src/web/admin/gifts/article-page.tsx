import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readGiftArticle } from '#contract/endpoints/gift-articles.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { Columns, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Warning } from '../../design/warning.tsx'
import { ItemPage } from '../item-page.tsx'
import type { Article } from './article.ts'
import { ArticleActs } from './article-acts.tsx'
import { StockBook } from './stock-book.tsx'
import { StockWord } from './stock-word.tsx'

const route = getRouteApi('/signed-in/framed/gifts/$articleKey')

/** One article to give away: what it costs, how many are left, what came and went. */
export function ArticlePage() {
  const { t } = useTranslation('gifts')
  const { articleKey } = route.useParams()
  const reply = useCall(readGiftArticle, { params: { articleKey } })
  return (
    <ItemPage
      reply={reply}
      name={reply.data?.name}
      list={{ to: '/gifts', title: t('title'), wayBack: t('articles.toAll') }}
      missing={t('articles.notFound')}
    >
      {(article) => <Shown article={article} />}
    </ItemPage>
  )
}

function Shown({ article }: { article: Article }) {
  const { t } = useTranslation('gifts')
  return (
    <Stack>
      <Sentence
        note={article.archivedAt !== null && <Warning>{t('articles.archivedHeading')}</Warning>}
        actions={<ArticleActs article={article} />}
      >
        {article.name}
      </Sentence>
      <Columns aside={<About article={article} />}>
        <StockBook articleKey={article.key} />
      </Columns>
    </Stack>
  )
}

function About({ article }: { article: Article }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const { cost, sku, category, supplierNote, lowStockAt } = article
  const lines = [
    { key: 'stock', word: t('articles.stock'), value: <StockWord article={article} /> },
    { key: 'cost', word: t('article.cost'), value: format.money(cost) },
    typeof lowStockAt === 'number' && {
      ...{ key: 'low', word: t('article.lowStockAt'), value: format.number(lowStockAt) },
    },
    sku && { key: 'sku', word: t('article.sku'), value: sku },
    category && { key: 'category', word: t('article.category'), value: category },
    supplierNote && { key: 'note', word: t('article.supplierNote'), value: supplierNote },
  ].filter((line) => typeof line === 'object')
  return (
    <Section heading={t('articles.name')}>
      <KeyValues lines={lines} />
    </Section>
  )
}
