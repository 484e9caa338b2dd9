import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listGiftArticles } from '#contract/endpoints/gift-articles.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Loaded } from '../loaded.tsx'
import { NowAndBefore } from '../now-and-before.tsx'
import { Page } from '../page.tsx'
import { RunningLow } from '../running-low.tsx'
import { useMay } from '../session.ts'
import type { Article } from './article.ts'
import { ArticleDialog } from './article-dialog.tsx'
import { ArticleTable } from './article-table.tsx'
import { BasketSection } from './basket-section.tsx'
import { LadderSection } from './ladder-section.tsx'

/** What is given away: the articles with their stock, and the ladders on which they stand. */
export function GiftsPage() {
  const { t } = useTranslation('gifts')
  const may = useMay()
  const mayDefine = may('rewards:define')
  const [isAdding, setAdding] = useState(false)
  const articles = useCall(listGiftArticles, { query: { archived: 'yes' } })
  const add = mayDefine && (
    <Button kind="main" onClick={() => setAdding(true)}>
      {t('articles.add')}
    </Button>
  )
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence reason={t('reason')} actions={add}>
          {t('sentence')}
        </Sentence>
        <Loaded reply={articles} shape="rows">
          {({ items }) => (
            <>
              <Articles items={items} />
              <BasketSection hasArticles={items.some(({ archivedAt }) => archivedAt === null)} />
              {may('program:read') && <LadderSection articles={items} />}
              {isAdding && (
                <ArticleDialog
                  taken={items.map(({ key }) => key)}
                  onClose={() => setAdding(false)}
                />
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

function Articles({ items }: { items: readonly Article[] }) {
  const { t } = useTranslation('gifts')
  const format = useFormat()
  const given = items.filter(({ archivedAt }) => archivedAt === null)
  const archived = items.filter(({ archivedAt }) => archivedAt !== null)
  const low = given.filter(({ isLow }) => isLow)
  const names = format.list(low.map(({ name }) => name))
  return (
    <NowAndBefore
      now={{
        heading: t('articles.heading'),
        rows: given,
        empty: t('articles.empty'),
        warning: low.length > 0 && (
          <RunningLow>{t('articles.low', { count: low.length, names })}</RunningLow>
        ),
      }}
      before={{ heading: t('articles.archivedHeading'), rows: archived }}
      table={(label, articles) => <ArticleTable label={label} articles={articles} />}
    />
  )
}
