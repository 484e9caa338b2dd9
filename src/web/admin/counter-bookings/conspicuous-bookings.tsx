import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  listConspicuous,
  readCounterSettings,
  setCounterSettings,
} from '#contract/endpoints/pos-bookings.ts'
import { useAction, useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import forms from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import { Who } from './booking-table.tsx'

type Found = WireReply<typeof listConspicuous>['items'][number]

/** What is worth a look, with the reason. Nobody is ranked. */
export function ConspicuousBookings({ store }: { store: string | null }) {
  const { t } = useTranslation('counter')
  const reply = useCall(listConspicuous, { query: store === null ? {} : { store } })
  return (
    <Section heading={t('conspicuous.title')} note={t('conspicuous.note')}>
      <Loaded reply={reply} shape="rows">
        {({ items, namesStaff }) => (
          <>
            {items.length === 0 ? (
              <StateEmpty>{t('conspicuous.empty')}</StateEmpty>
            ) : (
              <FoundTable items={items} namesStaff={namesStaff} />
            )}
            <NamesStaff isOn={namesStaff} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function FoundTable({ items, namesStaff }: { items: readonly Found[]; namesStaff: boolean }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const columns: Column<Found>[] = [
    {
      ...{ key: 'why', head: t('conspicuous.why'), phone: 'detail' },
      cell: ({ kind, count, minutes }) =>
        t(`conspicuous.kinds.${kind}`, { times: count, count: minutes ?? 0 }),
    },
    {
      ...{ key: 'at', head: t('bookings.at'), phone: 'detail' },
      cell: ({ at }) => format.moment(at),
    },
    {
      ...{ key: 'store', head: t('bookings.store'), phone: 'detail' },
      cell: (found) => <span className={forms.anywhere}>{found.store.name}</span>,
    },
  ]
  const by: Column<Found> = {
    ...{ key: 'by', head: t('bookings.by'), phone: 'detail' },
    cell: ({ bookedBy }) => format.list(bookedBy ?? []),
  }
  return (
    <DataTable
      label={t('conspicuous.title')}
      rows={items}
      rowKey={({ kind, customer, at }) => `${kind} ${customer.id} ${at}`}
      name={{ head: t('bookings.who'), cell: ({ customer }) => <Who customer={customer} /> }}
      columns={namesStaff ? [...columns, by] : columns}
    />
  )
}

/** For whoever decides about the business; others see what is decided. */
function NamesStaff({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('counter')
  const may = useMay()
  const set = useAction(setCounterSettings, { changes: [listConspicuous, readCounterSettings] })
  if (!may('business:write')) return null
  return (
    <Checkbox
      mt="md"
      label={t('conspicuous.namesStaff')}
      description={t('conspicuous.namesStaffHint')}
      checked={isOn}
      disabled={set.isPending}
      onChange={({ currentTarget }) => set.mutate({ body: { namesStaff: currentTarget.checked } })}
    />
  )
}
