import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { type Store, storeOf } from '#domain/business/store-of.ts'
import { malformed } from '#kernel/errors.ts'

/** The store of a counter, which always has one. @throws Refusal where it is not the caller's */
export async function counterOf(tx: Tx, code: string, caller: Caller): Promise<Store> {
  const store = await storeOf(tx, code, caller.stores)
  if (!store) throw malformed('store_missing', 'Name the store in which it happens.', '/store')
  return store
}
