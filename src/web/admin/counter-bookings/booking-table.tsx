import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useActsColumn } from '../acts-column.tsx'
import forms from '../forms/forms.module.css'
import type { Booking } from './booking.ts'
import { CancelBooking } from './cancel-booking.tsx'
import { MoveBooking } from './move-booking.tsx'

type Open = { act: 'cancel' | 'move'; booking: Booking } | null

export function BookingTable({ bookings }: { bookings: readonly Booking[] }) {
  const { t } = useTranslation('counter')
  const format = useFormat()
  const stateOf = useStateWords()
  const [open, setOpen] = useState<Open>(null)
  const acts = useActsColumn<Booking>((booking) =>
    booking.undoneAt !== null ? null : (
      <>
        <Button kind="word" onClick={() => setOpen({ act: 'move', booking })}>
          {t('bookings.move')}
        </Button>
        <Button kind="word" onClick={() => setOpen({ act: 'cancel', booking })}>
          {t('bookings.cancel')}
        </Button>
      </>
    ),
  )
  return (
    <>
      <DataTable
        label={t('bookings.list')}
        rows={bookings}
        rowKey={({ id }) => id}
        name={{
          head: t('bookings.who'),
          cell: ({ customer }) => <Who customer={customer} />,
        }}
        columns={[
          {
            ...{ key: 'at', head: t('bookings.at'), phone: 'detail' },
            cell: ({ bookedAt }) => format.moment(bookedAt),
          },
          {
            ...{ key: 'what', head: t('bookings.what'), phone: 'main' },
            cell: ({ amount }) =>
              amount === null ? t('bookings.visit') : format.money(amount.amount),
          },
          {
            ...{ key: 'store', head: t('bookings.store'), phone: 'detail' },
            cell: ({ store }) => <span className={forms.anywhere}>{store.name}</span>,
          },
          {
            ...{ key: 'by', head: t('bookings.by'), phone: 'detail' },
            phoneWord: t('bookings.by'),
            cell: ({ bookedBy }) => <span className={forms.anywhere}>{bookedBy.name}</span>,
          },
          {
            ...{ key: 'state', head: t('bookings.state'), phone: 'detail' },
            cell: (booking) => <span className={forms.muted}>{stateOf(booking)}</span>,
          },
          acts,
        ]}
      />
      {open?.act === 'cancel' && (
        <CancelBooking booking={open.booking} onClose={() => setOpen(null)} />
      )}
      {open?.act === 'move' && <MoveBooking booking={open.booking} onClose={() => setOpen(null)} />}
    </>
  )
}

export function Who({ customer }: { customer: Booking['customer'] }) {
  const { t } = useTranslation('counter')
  if (customer === null) return <span className={forms.muted}>{t('bookings.nobodyYet')}</span>
  return (
    <Link
      to="/customers/$customerId"
      params={{ customerId: customer.id }}
      className={forms.anywhere}
    >
      {customer.name ?? t('bookings.withoutName')}
    </Link>
  )
}

/** What became of it, and why. */
function useStateWords() {
  const { t } = useTranslation('counter')
  return ({ undoneAt, moved, reason }: Booking) => {
    const why = reason === null ? [] : [t(`reasons.${reason}`)]
    if (undoneAt !== null) return [t('bookings.undone'), ...why].join(', ')
    if (moved === null) return ''
    const from = moved.from?.name ?? t('bookings.nobodyYet')
    return [t('bookings.movedFrom', { name: from }), ...why].join(', ')
  }
}
