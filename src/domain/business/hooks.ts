import type { Recount } from '#contract/endpoints/business.ts'
import type { Tx } from '#database/transaction.ts'

/** What stands to the right of this module and must follow a change made here. */
export type Hooks = {
  /** Has every customer counted anew from the end of that transaction on. */
  recount(tx: Tx, of: Recount['of']): Promise<void>
}
