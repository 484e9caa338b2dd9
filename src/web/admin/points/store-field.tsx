import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { useCall } from '../../client/index.ts'
import { useSession } from '../session.ts'

type StoreFieldProps = { store: string | null; onChange: (store: string | null) => void }

/** Where it happens, by the code of the store; whoever has some stores only must say which. */
export function StoreField({ store, onChange }: StoreFieldProps) {
  const { t } = useTranslation('points')
  const stores = useOwnStores()
  const { storeIds } = useSession()
  if (stores.length === 0) return null
  return (
    <Select
      label={t('redeem.store')}
      placeholder={t('redeem.noStore')}
      clearable={storeIds === null}
      data={stores.map(({ code, name }) => ({ value: code, label: name }))}
      value={store}
      onChange={onChange}
    />
  )
}

/** The stores this person has to do with. */
function useOwnStores() {
  const { storeIds } = useSession()
  const stores = useCall(listStores, {}).data?.items ?? []
  return stores.filter(({ id }) => storeIds === null || storeIds.includes(id))
}

/** The store to begin with: the only one there is, else none. */
export function useFirstStore(): string | null {
  const stores = useOwnStores()
  return stores.length === 1 ? stores[0]!.code : null
}
