import { AsyncLocalStorage } from 'node:async_hooks'
import { sql, type Transaction } from 'kysely'

/** Who changes something, and by which way: it stands in the audit log beside every change. */
export type Doing = {
  actor: 'staff' | 'key' | 'job' | 'command' | 'guest' | 'nobody'
  /** Of staff, keys and guests their id, of jobs and commands their name. */
  actorId?: string
  /** The endpoint: `PATCH /api/v1/staff/:staffId`. */
  operation?: string
  requestId?: string
  /**
   * Facts come in, and with them customers never heard of: the log of events is their record, and
   * only changes of settings are told of.
   */
  intake?: true
}

const current = new AsyncLocalStorage<Doing>()

/** Whatever `work` changes, also in transactions opened far below, was done by this one. */
export const doneBy = <T>(doing: Doing, work: () => Promise<T>): Promise<T> =>
  current.run(doing, work)

/** The same one goes on, but only brings facts in. */
export const asIntake = <T>(work: () => Promise<T>): Promise<T> => {
  const doing = current.getStore()
  return doing ? current.run({ ...doing, intake: true }, work) : work()
}

/** Tells the triggers of the audit log, until the transaction ends. */
export async function sayDoing(tx: Transaction<unknown>): Promise<void> {
  const doing = current.getStore()
  if (!doing) return
  await sql`select set_config('stammgast.doing', ${JSON.stringify(doing)}, true)`.execute(tx)
}
