import { useTranslation } from 'react-i18next'
import { SearchText } from '../search-text.tsx'

type CustomerSearchProps = { search: string; onChange: (search: string) => void }

export function CustomerSearch(props: CustomerSearchProps) {
  const { t } = useTranslation('customers')
  return <SearchText label={t('list.searchLabel')} hint={t('list.search')} {...props} />
}
