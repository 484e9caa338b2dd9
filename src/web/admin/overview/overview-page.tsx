import { useTranslation } from 'react-i18next'
import { readOverview } from '#contract/endpoints/analytics.ts'
import { useCall } from '../../client/index.ts'
import { Columns, Halves, Stack } from '../../design/layout.tsx'
import { KnownCustomers } from '../analytics/known-customers.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { ClosedDoors } from './closed-doors.tsx'
import { FourFigures } from './four-figures.tsx'
import type { Overview } from './overview.ts'
import { SentenceOfTheDay } from './sentence-of-the-day.tsx'
import { SetUpList } from './set-up-list.tsx'
import { Sources } from './sources.tsx'
import { StoreRows } from './store-rows.tsx'
import { Today } from './today.tsx'

export function OverviewPage() {
  const { t } = useTranslation('overview')
  const overview = useCall(readOverview, {})
  return (
    <Page title={t('title')}>
      <Loaded reply={overview} shape="page">
        {(loaded) => (
          <KnownCustomers basis={loaded.basis}>
            <Parts overview={loaded} />
          </KnownCustomers>
        )}
      </Loaded>
    </Page>
  )
}

function Parts({ overview }: { overview: Overview }) {
  return (
    <Stack>
      <Columns asideWidth={456} aside={<Today overview={overview} />}>
        <SentenceOfTheDay overview={overview} />
      </Columns>
      <FourFigures overview={overview} />
      {overview.stores.length > 0 && <StoreRows overview={overview} />}
      <Halves>
        <Stack>
          <Sources overview={overview} />
          <ClosedDoors />
        </Stack>
        <SetUpList setUp={overview.setUp} />
      </Halves>
    </Stack>
  )
}
