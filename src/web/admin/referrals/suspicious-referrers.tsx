import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { listSuspiciousReferrers } from '#contract/endpoints/referrals.ts'
import { useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import { NamedCustomer } from './named-customer.tsx'
import classes from './referrals.module.css'

type Suspicious = WireReply<typeof listSuspiciousReferrers>['items'][number]

/** Referrers whose recruits look like no friends, with what stands out. Only where there are any. */
export function SuspiciousReferrers() {
  const { t } = useTranslation('referrals')
  const reply = useCall(listSuspiciousReferrers, {})
  const columns = useColumns()
  return (
    <Loaded reply={reply} shape="rows">
      {({ items }) =>
        items.length === 0 ? null : (
          <Section heading={t('suspicious.heading')} note={t('suspicious.note')} warning>
            <DataTable
              label={t('suspicious.heading')}
              rows={items}
              rowKey={({ customerId }) => customerId}
              name={{
                head: t('suspicious.who'),
                cell: ({ customer }) => <NamedCustomer customer={customer} />,
              }}
              columns={columns}
            />
          </Section>
        )
      }
    </Loaded>
  )
}

function useColumns(): Column<Suspicious>[] {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const count = (key: 'recruits' | 'refused' | 'paid' | 'points'): Column<Suspicious> => ({
    ...{ key, head: t(`suspicious.${key}`), kind: 'number', phone: 'detail' },
    phoneWord: t(`suspicious.${key}`),
    cell: (row) => format.number(row[key]),
  })
  return [
    {
      ...{ key: 'why', head: t('suspicious.why'), phone: 'picture' },
      cell: ({ signs }) => (
        <span className={classes.signs}>
          {signs.map((sign) => (
            <span key={sign}>{t(`suspicious.${sign}`)}</span>
          ))}
        </span>
      ),
    },
    count('recruits'),
    count('refused'),
    count('paid'),
    count('points'),
  ]
}
