import { isNotEmpty, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCashier, endCashier, listCashiers } from '#contract/endpoints/cashiers.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { differing } from '../forms/differing.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import type { Store } from '../settings/staff.ts'
import type { Cashier } from './cashier.ts'
import { CashierFields, type CashierValues, cashierPlaces, isPin } from './cashier-fields.tsx'

type ChangeCashierProps = { cashier: Cashier; stores: readonly Store[]; onClose: () => void }

export function ChangeCashier(props: ChangeCashierProps) {
  const [isEnding, setEnding] = useState(false)
  if (isEnding) return <EndCashier {...props} />
  return <ChangeForm {...props} onEnd={() => setEnding(true)} />
}

function ChangeForm(props: ChangeCashierProps & { onEnd: () => void }) {
  const { cashier, stores, onClose, onEnd } = props
  const { t } = useTranslation(['counter', 'settings'])
  const { name, storeIds, ownCustomerId } = cashier
  const known: CashierValues = { name, pin: '', storeIds, ownCustomerId }
  const form = useForm({
    initialValues: known,
    validate: {
      name: isNotEmpty(t('settings:fault.missing')),
      pin: (text) => (text === '' || isPin(text) ? null : t('counter:team.pinFault')),
      storeIds: (ids) => (ids?.length === 0 ? t('settings:fault.stores') : null),
    },
  })
  const { send, busy, refusal } = useSending(changeCashier, {
    ...{ changes: [listCashiers], form, places: cashierPlaces },
    onDone: (changed) => {
      toast(t('counter:team.changed', { name: changed.name }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('counter:team.change', { name })}
      word={t('settings:save.change')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        send({ params: { cashierId: cashier.id }, body: differing(known, values) }),
      )}
      more={
        <Button kind="plain" onClick={onEnd}>
          {t('counter:team.end')}
        </Button>
      }
    >
      <CashierFields form={form} stores={stores} pinHint={t('counter:team.newPinHint')} />
    </FormDialog>
  )
}

function EndCashier({ cashier: { id, name }, onClose }: ChangeCashierProps) {
  const { t } = useTranslation('counter')
  const action = useAction(endCashier, {
    changes: [listCashiers],
    onDone: () => {
      toast(t('team.ended', { name }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('team.endTitle', { name })}
      word={t('team.end')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { cashierId: id } })}
    >
      <p>{t('team.endWhat', { name })}</p>
    </Confirm>
  )
}
