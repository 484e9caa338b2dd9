import { useTranslation } from 'react-i18next'
import { readLiability } from '#contract/endpoints/liability.ts'
import { useCall } from '../../client/index.ts'
import { Halves, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { PartnerSettlement } from '../partners/partner-settlement.tsx'
import { AccountingSection } from './accounting-section.tsx'
import { DatevSection } from './datev-section.tsx'
import { IssuingStores } from './issuing-stores.tsx'
import type { Liability } from './liability.ts'
import { MonthBooks } from './month-books.tsx'
import { SaidRates } from './said-rates.tsx'
import { StoreSettlement } from './store-settlement.tsx'
import { WorthFigures } from './worth-figures.tsx'

export function LiabilityPage() {
  const { t } = useTranslation('liability')
  const liability = useCall(readLiability, {})
  return (
    <Page title={t('title')}>
      {liability.data === undefined && <Sentence>{t('title')}</Sentence>}
      <Loaded reply={liability} shape="page">
        {(now) => <Worth now={now} />}
      </Loaded>
    </Page>
  )
}

function Worth({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  if (now.currencies.length === 0) {
    return (
      <Stack>
        <Sentence>{t('title')}</Sentence>
        <StateEmpty>{t('empty')}</StateEmpty>
        <AccountingSection now={now} />
      </Stack>
    )
  }
  return (
    <Stack>
      <Said now={now} />
      <WorthFigures now={now} />
      <MonthBooks now={now} />
      <StoreSettlement />
      <PartnerSettlement />
      <IssuingStores now={now} />
      <Halves>
        <SaidRates now={now} />
        <DatevSection />
      </Halves>
      <AccountingSection now={now} />
    </Stack>
  )
}

function Said({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const holding = now.currencies.filter(({ open }) => open > 0)
  if (holding.length === 0) return <Sentence>{t('sentence.none')}</Sentence>
  const list = format.list(
    holding.map(({ open, expected, name }) => t('sentence.open', { open, expected, name })),
  )
  return (
    <Sentence reason={t('sentence.points', { list })}>
      {t('sentence.worth', { amount: format.money(now.total.fairValue) })}
    </Sentence>
  )
}
