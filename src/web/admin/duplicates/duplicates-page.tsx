import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDuplicates } from '#contract/endpoints/duplicates.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { Compare } from './compare.tsx'
import { LatestMerges } from './latest-merges.tsx'
import { type Pair, useNamed } from './use-named.ts'

/** Who may stand in the books twice, and what was joined. */
export function DuplicatesPage() {
  const { t } = useTranslation(['duplicates', 'customers'])
  const crumbs = [
    <Link key="customers" to="/customers">
      {t('customers:title')}
    </Link>,
    t('title'),
  ]
  const format = useFormat()
  const reply = useCall(listDuplicates, {})
  return (
    <Page title={t('title')} crumbs={crumbs}>
      <Loaded reply={reply} shape="page">
        {({ items, searchedAt }) => (
          <Stack>
            <Sentence note={`${t('lead')} ${t('searched', { when: format.time(searchedAt) })}`}>
              {items.length === 0 ? t('none') : t('sentence', { count: items.length })}
            </Sentence>
            {items.length > 0 && <Pairs pairs={items} />}
            <LatestMerges />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Pairs({ pairs }: { pairs: readonly Pair[] }) {
  const { t } = useTranslation('duplicates')
  const named = useNamed()
  const [looked, setLooked] = useState<Pair | null>(null)
  const wordsOf = ({ one, other }: Pair) => ({ one: named(one), other: named(other) })
  const together = (pair: Pair) => {
    const words = wordsOf(pair)
    return t(words.one === words.other ? 'twice' : 'and', words)
  }
  const columns: Column<Pair>[] = [
    {
      ...{ key: 'why', head: t('why'), phone: 'detail', phoneWord: t('why') },
      cell: ({ evidence }) => evidence.map((kind) => t(`evidence.${kind}`)).join(', '),
    },
    {
      ...{ key: 'look', head: t('look'), phone: 'main' },
      cell: (pair) => (
        <Button kind="word" aria-label={t('lookAt', wordsOf(pair))} onClick={() => setLooked(pair)}>
          {t('look')}
        </Button>
      ),
    },
  ]
  return (
    <Section heading={t('pairs')}>
      <DataTable
        label={t('pairs')}
        rows={pairs}
        rowKey={({ one, other }) => `${one.customerId} ${other.customerId}`}
        name={{ head: t('who'), cell: together }}
        columns={columns}
      />
      {looked && <Compare pair={looked} onClose={() => setLooked(null)} />}
    </Section>
  )
}
