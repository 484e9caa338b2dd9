import { TextInput } from '@mantine/core'
import { isEmail, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addStaff, listStaff } from '#contract/endpoints/staff.ts'
import type { Role } from '#contract/permissions.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import type { Handed, Store } from './staff.ts'
import { RoleField, StoresField } from './staff-fields.tsx'

type InviteStaffProps = {
  /** Of somebody who comes back; else empty. */
  email: string
  stores: readonly Store[]
  onLink: (handed: Handed) => void
  onClose: () => void
}

type Values = { email: string; name: string; role: Role; storeIds: string[] | null }

export function InviteStaff({ email, stores, onLink, onClose }: InviteStaffProps) {
  const { t } = useTranslation('settings')
  const initialValues: Values = { email, name: '', role: 'service', storeIds: null }
  const form = useForm({
    initialValues,
    validate: {
      email: (text) => isEmail(t('fault.email'))(text.trim()),
      storeIds: (ids) => (ids?.length === 0 ? t('fault.stores') : null),
    },
  })
  const { send, busy, refusal } = useSending(addStaff, {
    changes: [listStaff],
    form,
    places: { staff_exists: 'email', store_not_found: 'storeIds' },
    onDone: ({ staff, setUp }) => onLink({ member: staff, link: setUp }),
  })
  const submit = form.onSubmit(({ name, ...person }) => {
    const called = name.trim() === '' ? {} : { name }
    send({ body: { ...person, ...called, email: person.email.trim() } })
  })
  return (
    <FormDialog
      title={t('staff.inviteTitle')}
      word={t('staff.inviteDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('staff.email')}
        type="email"
        maxLength={254}
        data-autofocus
        {...form.getInputProps('email')}
      />
      <TextInput
        label={t('staff.name')}
        description={t('staff.nameHint')}
        maxLength={200}
        {...form.getInputProps('name')}
      />
      <RoleField {...form.getInputProps('role')} value={form.values.role} />
      <StoresField
        stores={stores}
        {...form.getInputProps('storeIds')}
        value={form.values.storeIds}
      />
    </FormDialog>
  )
}
