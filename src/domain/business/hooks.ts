import type { Tx } from '#database/transaction.ts'

/** What stands to the right of this module and must follow a change made here. */
export type Hooks = {
  /** Counts every customer anew, in the transaction that changed how things count. */
  recount(tx: Tx): Promise<void>
  /** Has every customer counted anew from the end of that transaction on, where only profit changed. */
  recountLater(tx: Tx): Promise<void>
}
