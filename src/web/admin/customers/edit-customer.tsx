import { useTranslation } from 'react-i18next'
import { readCustomerPage } from '#contract/endpoints/customer-page.ts'
import { listCustomers, updateCustomer } from '#contract/endpoints/customers.ts'
import { useAction } from '../../client/index.ts'
import { PersonDialog } from './person-dialog.tsx'
import { type Customer, changeOf, draftOf } from './person-draft.ts'

type EditCustomerProps = { customer: Customer; onClose: () => void }

export function EditCustomer({ customer, onClose }: EditCustomerProps) {
  const { t } = useTranslation('customers')
  const was = draftOf(customer)
  const update = useAction(updateCustomer, {
    changes: [readCustomerPage, listCustomers],
    onDone: onClose,
  })
  return (
    <PersonDialog
      title={t('form.editTitle')}
      confirm={t('form.save')}
      start={was}
      was={was}
      problem={update.error}
      isBusy={update.isPending}
      onSave={(draft, definitions) =>
        update.mutate({
          params: { customerId: customer.id },
          body: changeOf(draft, was, definitions),
        })
      }
      onClose={onClose}
    />
  )
}
