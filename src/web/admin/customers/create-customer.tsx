import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { countCustomers, createCustomer, listCustomers } from '#contract/endpoints/customers.ts'
import { useAction } from '../../client/index.ts'
import { PersonDialog } from './person-dialog.tsx'
import { creationOf, emptyDraft } from './person-draft.ts'

type CreateCustomerProps = { isOpen: boolean; onClose: () => void }

/** Writes somebody down before anything was heard of them. */
export function CreateCustomer({ isOpen, onClose }: CreateCustomerProps) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const create = useAction(createCustomer, {
    changes: [listCustomers, countCustomers],
    onDone: ({ id }) => navigate({ to: '/customers/$customerId', params: { customerId: id } }),
  })
  if (!isOpen) return null
  return (
    <PersonDialog
      title={t('form.createTitle')}
      confirm={t('form.create')}
      start={emptyDraft}
      was={null}
      problem={create.error}
      isBusy={create.isPending}
      onSave={(draft, definitions) => create.mutate({ body: creationOf(draft, definitions) })}
      onClose={onClose}
    />
  )
}
