import { useTranslation } from 'react-i18next'

type Known = { name: string | null; identity?: { value: string } | null }

/** What to call a customer: by name, else by the surest thing known of them. */
export function useCustomerName(): (customer: Known) => string {
  const { t } = useTranslation('customers')
  return ({ name, identity }) => name ?? identity?.value ?? t('nameless')
}
