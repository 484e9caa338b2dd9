import { PasswordInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ChooseCustomer } from '../customers/choose-customer.tsx'
import type { Store } from '../settings/staff.ts'
import { StoresField } from '../settings/staff-fields.tsx'

export type CashierValues = {
  name: string
  pin: string
  storeIds: string[] | null
  ownCustomerId: string | null
}

type CashierFieldsProps = {
  form: UseFormReturnType<CashierValues>
  stores: readonly Store[]
  pinHint: string
}

/** What is said of somebody at the till. */
export function CashierFields({ form, stores, pinHint }: CashierFieldsProps) {
  const { t } = useTranslation(['counter', 'frame'])
  const { ownCustomerId } = form.values
  const known = form.getInitialValues().ownCustomerId
  return (
    <>
      <TextInput
        label={t('team.name')}
        description={t('team.nameHint')}
        maxLength={60}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ 'aria-label': t('frame:showTyped') }}
        label={t('team.pin')}
        description={pinHint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        {...form.getInputProps('pin')}
      />
      <StoresField
        stores={stores}
        {...form.getInputProps('storeIds')}
        value={form.values.storeIds}
      />
      <ChooseCustomer
        label={t('team.ownCard')}
        hint={t('team.ownCardHint')}
        start={known === null ? null : { id: known, name: t('team.ownCardKnown') }}
        chosen={ownCustomerId}
        error={form.errors.ownCustomerId}
        onChange={(customerId) => form.setFieldValue('ownCustomerId', customerId)}
      />
    </>
  )
}

/** Beside which field a refusal stands. */
export const cashierPlaces = {
  cashier_exists: 'name',
  pin_too_easy: 'pin',
  store_not_found: 'storeIds',
  store_not_allowed: 'storeIds',
  customer_not_found: 'ownCustomerId',
}

export const isPin = (text: string) => /^\d{4,8}$/.test(text)
