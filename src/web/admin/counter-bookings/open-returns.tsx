import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { linkReturn, listOpenReturns } from '#contract/endpoints/open-returns.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { toast } from '../../design/toast.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { Who } from './booking-table.tsx'

type OpenReturn = WireReply<typeof listOpenReturns>['items'][number]

/** Returns of which nobody has said yet what was returned, with the purchase that fits. */
export function OpenReturns({ store }: { store: string | null }) {
  const { t } = useTranslation('counter')
  const reply = useCall(listOpenReturns, { query: store === null ? {} : { store } })
  return (
    <Section heading={t('returns.title')} note={t('returns.note')}>
      <Loaded reply={reply} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <StateEmpty>{t('returns.empty')}</StateEmpty>
          ) : (
            <ReturnTable items={items} />
          )
        }
      </Loaded>
    </Section>
  )
}

function ReturnTable({ items }: { items: readonly OpenReturn[] }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const link = useAction(linkReturn, {
    changes: [listOpenReturns],
    onDone: () => toast(t('returns.linked')),
  })
  const acts = useActsColumn<OpenReturn>(({ return: back, proposal }) =>
    proposal === null ? null : (
      <Button
        kind="word"
        busy={link.isPending}
        onClick={() => link.mutate({ body: { return: back, purchase: proposal.purchase } })}
      >
        {t('returns.link')}
      </Button>
    ),
  )
  const columns: Column<OpenReturn>[] = [
    {
      ...{ key: 'at', head: t('bookings.at'), phone: 'detail' },
      cell: ({ at }) => format.moment(at),
    },
    {
      ...{ key: 'amount', head: t('bookings.what'), phone: 'main' },
      cell: ({ amount }) => format.money(amount),
    },
    {
      ...{ key: 'store', head: t('bookings.store'), phone: 'detail' },
      cell: (found) => <span className={forms.anywhere}>{found.store?.name}</span>,
    },
    {
      ...{ key: 'proposal', head: t('returns.proposal'), phone: 'detail' },
      cell: ({ proposal }) =>
        proposal === null ? (
          <span className={forms.muted}>{t('returns.none')}</span>
        ) : (
          t(`returns.${proposal.because}`, {
            amount: format.money(proposal.amount),
            date: format.date(proposal.at),
          })
        ),
    },
    acts,
  ]
  return (
    <DataTable
      label={t('returns.title')}
      rows={items}
      rowKey={({ return: { source, externalId } }) => `${source} ${externalId}`}
      name={{
        head: t('bookings.who'),
        cell: ({ customer: { customerId, name, shown } }) => (
          <Who customer={{ id: customerId, name: name ?? shown }} />
        ),
      }}
      columns={columns}
    />
  )
}
