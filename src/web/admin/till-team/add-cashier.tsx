import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addCashier, listCashiers } from '#contract/endpoints/cashiers.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import { useSession } from '../session.ts'
import type { Store } from '../settings/staff.ts'
import { CashierFields, type CashierValues, cashierPlaces, isPin } from './cashier-fields.tsx'

export function AddCashier({ stores, onClose }: { stores: readonly Store[]; onClose: () => void }) {
  const { t } = useTranslation(['counter', 'settings'])
  const { storeIds } = useSession()
  // Whoever answers for some stores adds to these.
  const initialValues: CashierValues = { name: '', pin: '', storeIds, ownCustomerId: null }
  const form = useForm({
    initialValues,
    validate: {
      name: isNotEmpty(t('settings:fault.missing')),
      pin: (text) => (isPin(text) ? null : t('counter:team.pinFault')),
      storeIds: (ids) => (ids?.length === 0 ? t('settings:fault.stores') : null),
    },
  })
  const { send, busy, refusal } = useSending(addCashier, {
    ...{ changes: [listCashiers], form, places: cashierPlaces },
    onDone: ({ name }) => {
      toast(t('counter:team.added', { name }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('counter:team.addTitle')}
      word={t('counter:team.addDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ body }))}
    >
      <CashierFields form={form} stores={stores} pinHint={t('counter:team.pinHint')} />
    </FormDialog>
  )
}
