import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readKnown } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { ChooseOne } from '../analytics/choose-one.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { type KnownReply, shareOf } from './figures.ts'
import { KnownTables } from './known-tables.tsx'
import { StoresTable } from './stores-table.tsx'

/** Who can be reached, who agreed, and what else is known of whom. */
export function KnownPage() {
  const { t } = useTranslation(['consents', 'customers'])
  const reply = useCall(readKnown, {})
  const crumbs = [
    <Link key="customers" to="/customers">
      {t('customers:title')}
    </Link>,
    t('known.title'),
  ]
  return (
    <Page title={t('known.title')} crumbs={crumbs}>
      <Loaded reply={reply} shape="page">
        {(known) => <Told known={known} />}
      </Loaded>
    </Page>
  )
}

function Told({ known }: { known: KnownReply }) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  const [code, setCode] = useState('')
  const chosen = known.stores.find(({ store }) => store?.code === code)
  const figures = chosen ?? known.total
  const named = known.stores.flatMap(({ store }) => store ?? [])
  if (known.total.customers === 0) return <Sentence>{t('known.empty')}</Sentence>
  return (
    <Stack>
      <Sentence
        note={`${t('known.lead')} ${t('known.counted', { when: format.time(known.countedAt) })}`}
      >
        {t('known.sentence', {
          count: figures.customers,
          reach: format.percent(shareOf(figures.email, figures), 0),
        })}
      </Sentence>
      {named.length > 1 && (
        <p>
          <ChooseOne
            label={t('known.store')}
            value={code}
            options={[
              { value: '', name: t('known.anyStore'), word: t('known.anyStore') },
              ...named.map(({ code: value, name }) => ({ value, name, word: name })),
            ]}
            onChange={setCode}
          />
        </p>
      )}
      <KnownTables known={known} figures={figures} firstStore={code} />
      {named.length > 1 && code === '' && <StoresTable stores={known.stores} />}
    </Stack>
  )
}
