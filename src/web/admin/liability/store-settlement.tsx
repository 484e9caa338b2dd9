import { useTranslation } from 'react-i18next'
import { exportStoreSettlement, readStoreSettlement } from '#contract/endpoints/liability.ts'
import { addressOf, useCall } from '../../client/index.ts'
import { DataTable } from '../../design/data-table.tsx'
import { Folds } from '../../design/folds.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Loaded } from '../loaded.tsx'
import classes from './liability.module.css'
import { firstDayOf, type Settlement } from './liability.ts'

/** What stores owe each other, since points are issued here and redeemed there. */
export function StoreSettlement() {
  const { t } = useTranslation('liability')
  const settlement = useCall(readStoreSettlement, {})
  const isOwed = (settlement.data?.items.length ?? 0) > 0
  return (
    <Section
      heading={t('settlement.heading')}
      note={t('settlement.note')}
      aside={
        isOwed && (
          <a href={addressOf(exportStoreSettlement, {})} download>
            {t('settlement.csv')}
          </a>
        )
      }
    >
      <Loaded reply={settlement} shape="rows">
        {({ items, balances }) =>
          items.length === 0 ? (
            <p className={classes.text}>{t('settlement.empty')}</p>
          ) : (
            <>
              <Balances balances={balances} />
              <Folds
                folds={[
                  {
                    key: 'months',
                    name: t('settlement.byMonth'),
                    summary: t('settlement.dues', { count: items.length }),
                    content: <Dues items={items.toReversed()} />,
                  },
                ]}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

function useStoreName() {
  const { t } = useTranslation('liability')
  return (store: { name: string } | null) => store?.name ?? t('settlement.nowhere')
}

function Dues({ items }: Pick<Settlement, 'items'>) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const nameOf = useStoreName()
  return (
    <DataTable
      label={t('settlement.heading')}
      rows={items}
      rowKey={({ month, currency, issuer, redeemer }) =>
        `${month} ${currency} ${issuer?.id} ${redeemer?.id}`
      }
      name={{ head: t('settlement.month'), cell: ({ month }) => format.month(firstDayOf(month)) }}
      columns={[
        {
          ...{ key: 'issuer', head: t('settlement.issuer'), phone: 'detail' },
          phoneWord: t('settlement.issuer'),
          cell: ({ issuer }) => nameOf(issuer),
        },
        {
          ...{ key: 'redeemer', head: t('settlement.redeemer'), phone: 'detail' },
          phoneWord: t('settlement.redeemer'),
          cell: ({ redeemer }) => nameOf(redeemer),
        },
        {
          ...{ key: 'points', head: t('settlement.points'), kind: 'number', phone: 'detail' },
          cell: ({ points, name }) => `${format.number(points)} ${name}`,
        },
        {
          ...{ key: 'amount', head: t('settlement.amount'), kind: 'number', phone: 'main' },
          cell: ({ amount }) => format.money(amount),
        },
      ]}
      density="dense"
    />
  )
}

function Balances({ balances }: Pick<Settlement, 'balances'>) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const nameOf = useStoreName()
  return (
    <DataTable
      label={t('settlement.balances')}
      rows={balances}
      rowKey={({ store }) => store?.id ?? 'none'}
      name={{ head: t('settlement.store'), cell: ({ store }) => nameOf(store) }}
      columns={[
        {
          ...{ key: 'gets', head: t('settlement.gets'), kind: 'number', phone: 'detail' },
          phoneWord: t('settlement.gets'),
          cell: ({ gets }) => format.money(gets),
        },
        {
          ...{ key: 'owes', head: t('settlement.owes'), kind: 'number', phone: 'detail' },
          phoneWord: t('settlement.owes'),
          cell: ({ owes }) => format.money(owes),
        },
        {
          ...{ key: 'net', head: t('settlement.net'), kind: 'number', phone: 'main' },
          cell: ({ gets, owes }) => format.money({ ...gets, amount: gets.amount - owes.amount }),
        },
      ]}
      density="dense"
    />
  )
}
