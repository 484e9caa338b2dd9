import { useTranslation } from 'react-i18next'
import type { Customer } from './person-draft.ts'

type Known = { name: string | null; identity?: { value: string } | null }

/** What to call a customer: by name, else by the surest thing known of them. */
export function useCustomerName(): (customer: Known) => string {
  const { t } = useTranslation('customers')
  return ({ name, identity }) => name ?? identity?.value ?? t('nameless')
}

const surestFirst = ['external_id', 'card_number', 'email', 'phone']

/** The same as the heading of their page: `Gast 4711`. */
export function useCustomerTitle(): (customer: Pick<Customer, 'name' | 'identities'>) => string {
  const { t } = useTranslation('customers')
  return ({ name, identities }) => {
    if (name !== null) return name
    const [surest] = identities.toSorted(
      (a, b) => surestFirst.indexOf(a.kind) - surestFirst.indexOf(b.kind),
    )
    return surest ? t('numbered', { value: surest.value }) : t('nameless')
  }
}
