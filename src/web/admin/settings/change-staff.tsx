import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readSession } from '#contract/endpoints/session.ts'
import { endStaff, listStaff, updateStaff } from '#contract/endpoints/staff.ts'
import { useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { differing } from '../forms/differing.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useSending } from '../forms/use-sending.ts'
import { MemberAccess } from './member-access.tsx'
import { type Handed, type Member, nameOf, type Store } from './staff.ts'
import { RoleField, StoresField } from './staff-fields.tsx'

type ChangeStaffProps = {
  member: Member
  stores: readonly Store[]
  onLink: (handed: Handed) => void
  onClose: () => void
}

export function ChangeStaff(props: ChangeStaffProps) {
  const [isEnding, setEnding] = useState(false)
  if (isEnding) return <EndAccess member={props.member} onClose={props.onClose} />
  return <ChangeForm {...props} onEnd={() => setEnding(true)} />
}

type ChangeFormProps = ChangeStaffProps & { onEnd: () => void }

function ChangeForm({ member, stores, onLink, onClose, onEnd }: ChangeFormProps) {
  const { t } = useTranslation('settings')
  const { name, role, storeIds } = member
  const known = { name, role, storeIds }
  const form = useForm({
    initialValues: known,
    validate: {
      // Whoever has not come yet may still be without a name.
      name: name === '' ? undefined : isNotEmpty(t('fault.missing')),
      storeIds: (ids) => (ids?.length === 0 ? t('fault.stores') : null),
    },
  })
  const { send, busy, refusal } = useSending(updateStaff, {
    changes: [listStaff, readSession],
    form,
    places: { store_not_found: 'storeIds', owner_is_last: 'role' },
    onDone: (changed) => {
      toast(t('staff.changed', { name: nameOf(changed) }))
      onClose()
    },
  })
  const submit = form.onSubmit((values) =>
    send({ params: { staffId: member.id }, body: differing(known, values) }),
  )
  return (
    <FormDialog
      title={t('staff.change', { name: nameOf(member) })}
      word={t('save.change')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={submit}
      more={<MemberAccess member={member} onLink={onLink} onEnd={onEnd} onClose={onClose} />}
    >
      <TextInput label={t('staff.name')} maxLength={200} {...form.getInputProps('name')} />
      <RoleField {...form.getInputProps('role')} value={form.values.role} />
      <StoresField
        stores={stores}
        {...form.getInputProps('storeIds')}
        value={form.values.storeIds}
      />
    </FormDialog>
  )
}

function EndAccess({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const name = nameOf(member)
  const action = useAction(endStaff, {
    changes: [listStaff],
    onDone: () => {
      toast(t('staff.ended', { name }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('staff.endTitle', { name })}
      word={t('staff.end')}
      action={action}
      onClose={onClose}
      onConfirm={() => action.mutate({ params: { staffId: member.id } })}
    >
      <p>{t('staff.endWhat', { name })}</p>
    </Confirm>
  )
}
