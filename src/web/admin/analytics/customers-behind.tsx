import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import { AssumedMargin } from '../assumed-margin.tsx'
import { Loaded } from '../loaded.tsx'
import type { Behind, CustomerList, ListedCustomer } from './behind.ts'
import classes from './customers-behind.module.css'

type CustomersBehindProps = { behind: Behind | null; onClose: () => void }

/** Who stands behind a number, those who brought most first. */
export function CustomersBehind({ behind, onClose }: CustomersBehindProps) {
  return (
    <Dialog isOpen={behind !== null} onClose={onClose} title={behind?.title} size="wide">
      {behind && <Pages behind={behind} />}
    </Dialog>
  )
}

function Pages({ behind: { key, load, title } }: { behind: Behind }) {
  const { t } = useTranslation(['analytics', 'frame'])
  const pages = useInfiniteQuery<
    CustomerList,
    Problem,
    CustomerList[],
    typeof key,
    string | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: (data) => data.pages,
  })
  return (
    <Loaded reply={pages} shape="rows">
      {(loaded) => {
        const customers = loaded.flatMap(({ items }) => items)
        const total = loaded[0]?.total ?? 0
        if (total === 0) return <p className={words.muted}>{t('behind.nobody')}</p>
        return (
          <>
            <p className={`${words.sm} ${words.muted} ${classes.count}`}>
              {t(hasMoney(customers) ? 'behind.total' : 'behind.totalOften', { count: total })}
            </p>
            <Customers label={title} customers={customers} />
            {hasMoney(customers) && <AssumedMargin />}
            {pages.hasNextPage && (
              <p className={classes.more}>
                <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  {t('frame:action.more')}
                </Button>{' '}
                <span className={`${words.sm} ${words.muted}`}>
                  {t('behind.shown', { shown: customers.length, total })}
                </span>
              </p>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

/** Where nothing was bought, amounts would only say zero. */
const hasMoney = (customers: readonly ListedCustomer[]) =>
  customers.some(({ purchases, revenue }) => purchases > 0 || revenue.amount !== 0)

function Customers({ label, customers }: { label: string; customers: ListedCustomer[] }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const isPaid = hasMoney(customers)
  const money: Column<ListedCustomer>[] = [
    {
      key: 'revenue',
      head: t('behind.revenue'),
      kind: 'number',
      phone: 'main',
      cell: ({ revenue }) => format.money(revenue),
    },
    {
      key: 'margin',
      head: t('behind.margin'),
      kind: 'number',
      cell: ({ margin }) => format.money(margin),
    },
  ]
  return (
    <DataTable
      label={label}
      rows={customers}
      rowKey={({ customer }) => customer.customerId}
      name={{
        head: t('behind.customer'),
        cell: ({ customer }) => (
          <Link
            to="/customers/$customerId"
            params={{ customerId: customer.customerId }}
            className={classes.name}
          >
            {customer.name ?? customer.shown ?? t('behind.nameless')}
          </Link>
        ),
      }}
      columns={[
        {
          key: 'last',
          head: t('behind.last'),
          kind: 'number',
          phone: 'detail',
          phoneWord: t('behind.last'),
          cell: ({ lastDay }) => format.date(lastDay),
        },
        {
          key: 'first',
          head: t('behind.first'),
          kind: 'number',
          cell: ({ firstDay }) => format.date(firstDay),
        },
        {
          key: 'days',
          head: t('behind.days'),
          kind: 'number',
          phone: isPaid ? 'detail' : 'main',
          phoneWord: t('behind.days'),
          cell: ({ daysThere }) => format.number(daysThere),
        },
        ...(isPaid ? money : []),
      ]}
    />
  )
}
