import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listReferrals, referralStates } from '#contract/endpoints/referrals.ts'
import { usePages } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Paged } from '../paged.tsx'
import { useCurrencies } from '../rewards/use-reward-words.ts'
import { NamedCustomer } from './named-customer.tsx'
import { useStateWords } from './use-state-words.ts'

export type Referral = WireReply<typeof listReferrals>['items'][number]
const shows = ['all', ...referralStates] as const
type Show = (typeof shows)[number]

/** Who brought whom, the newest first, and where each stands in words. */
export function ReferralList() {
  const { t } = useTranslation('referrals')
  const [show, setShow] = useState<Show>('all')
  const query = show === 'all' ? {} : { state: show }
  const pages = usePages(listReferrals, { query })
  const columns = useColumns()
  return (
    <Section
      heading={t('list.heading')}
      aside={
        <Segmented
          look="words"
          label={t('list.show')}
          value={show}
          options={shows.map((value) => ({ value, word: t(`list.${value}`) }))}
          onChange={setShow}
        />
      }
    >
      <Paged pages={pages} empty={t(show === 'all' ? 'list.empty' : 'list.nobody')}>
        {(rows) => (
          <DataTable
            label={t('list.heading')}
            rows={rows}
            rowKey={({ id }) => id}
            name={{
              head: t('list.who'),
              cell: ({ referrer }) => <NamedCustomer customer={referrer} />,
            }}
            columns={columns}
          />
        )}
      </Paged>
    </Section>
  )
}

function useColumns(): Column<Referral>[] {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const stateWords = useStateWords()
  const { nameOf } = useCurrencies()
  return [
    {
      ...{ key: 'whom', head: t('list.whom'), phone: 'detail', phoneWord: t('list.whom') },
      cell: ({ recruit }) => <NamedCustomer customer={recruit} />,
    },
    {
      ...{ key: 'when', head: t('list.when'), phone: 'main' },
      cell: ({ followedAt }) => format.date(followedAt),
    },
    { ...{ key: 'state', head: t('list.state'), phone: 'picture' }, cell: stateWords },
    {
      ...{ key: 'points', head: t('list.points'), kind: 'number' },
      cell: ({ state, currency, referrerPoints, recruitPoints }) =>
        state === 'paid'
          ? t('terms.amount', { points: referrerPoints + recruitPoints, name: nameOf(currency) })
          : '',
    },
  ]
}
