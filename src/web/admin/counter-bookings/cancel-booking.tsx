import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  type CorrectionReason,
  cancelCounterBooking,
  listConspicuous,
  listCounterBookings,
} from '#contract/endpoints/pos-bookings.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import type { Booking } from './booking.ts'
import { ReasonField } from './reason-field.tsx'

/** Takes a wrong booking back, whenever it was. */
export function CancelBooking({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { t } = useTranslation('counter')
  const form = useForm<{ reason: CorrectionReason }>({ initialValues: { reason: 'wrong_amount' } })
  const { send, busy, refusal } = useSending(cancelCounterBooking, {
    ...{ changes: [listCounterBookings, listConspicuous], form },
    onDone: () => {
      toast(t('bookings.canceled'))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('bookings.cancelTitle')}
      word={t('bookings.cancel')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ params: { bookingId: booking.id }, body }))}
    >
      <p>{t('bookings.cancelWhat')}</p>
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  )
}
