import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  type CorrectionReason,
  listConspicuous,
  listCounterBookings,
  moveCounterBooking,
} from '#contract/endpoints/pos-bookings.ts'
import { toast } from '../../design/toast.tsx'
import { ChooseCustomer } from '../customers/choose-customer.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import type { Booking } from './booking.ts'
import { ReasonField } from './reason-field.tsx'

type Values = { customerId: string | null; reason: CorrectionReason }

/** Gives a booking to the guest it belongs to; its time and its rule stay. */
export function MoveBooking({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useTranslation(['counter', 'settings'])
  const form = useForm<Values>({
    initialValues: { customerId: null, reason: 'wrong_card' },
    validate: { customerId: (id) => (id === null ? t('settings:fault.missing') : null) },
  })
  const { send, busy, refusal } = useSending(moveCounterBooking, {
    ...{ changes: [listCounterBookings, listConspicuous], form },
    places: { customer_not_found: 'customerId', own_card: 'customerId' },
    onDone: ({ customer }) => {
      toast(t('counter:bookings.moved', { name: customer?.name ?? '' }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('counter:bookings.moveTitle')}
      word={t('counter:bookings.move')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ customerId, reason }) => {
        if (customerId === null) return
        send({ params: { bookingId: booking.id }, body: { customerId, reason } })
      })}
    >
      <p>{t('counter:bookings.moveWhat')}</p>
      <ChooseCustomer
        label={t('counter:bookings.moveTo')}
        except={booking.customer?.id ?? null}
        chosen={form.values.customerId}
        error={form.errors.customerId}
        onChange={(customerId) => form.setFieldValue('customerId', customerId)}
      />
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  )
}
