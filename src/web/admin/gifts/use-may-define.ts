import { useMay, useSession } from '../session.ts'

/** What holds for all stores is said by those who are in charge of all of them. */
export function useMayDefine(): boolean {
  const may = useMay()
  const { storeIds } = useSession()
  return may('rewards:define') && storeIds === null
}
