import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { lockAccounts } from './account-rows.ts'
import { cancelIdentity } from './cancel-act.ts'
import { type ActRequest, hash } from './record-act.ts'
import { holdFamilies, recordMany, type ToRecord } from './record-many.ts'

/** An act as it was recorded: its customer is who acted, whoever they were merged into since. */
export type Recorded = { customerId: string; currency: string; act: string }

/** Undoes what is left of many opening balances, whoever was faster with one by hand; see `cancelAct`. */
export async function cancelOpenings(
  tx: Tx,
  openings: readonly Recorded[],
  said: Pick<ActRequest, 'store' | 'doneBy' | 'reason'>,
  now: Date,
): Promise<void> {
  await holdAccounts(tx, openings)
  const canceled = await canceledAmong(tx, openings)
  const left = openings.filter(({ act }) => !canceled.has(act))
  const asked = left.map(
    ({ act, ...of }): ToRecord => ({
      id: newId(),
      planned: {
        request: { ...said, ...of, identity: cancelIdentity(act) },
        asked: [act],
        decide: () => ({ kind: 'cancel', act }),
      },
    }),
  )
  await recordMany(tx, asked, now)
}

/** From here on nobody else cancels one of them. */
async function holdAccounts(tx: Tx, openings: readonly Recorded[]): Promise<void> {
  const roots = await holdFamilies(
    tx,
    openings.map(({ customerId }) => customerId),
  )
  await lockAccounts(
    tx,
    openings.map(({ customerId, currency }) => ({ customerId: roots.get(customerId)!, currency })),
  )
}

async function canceledAmong(tx: Tx, openings: readonly Recorded[]): Promise<Set<string>> {
  const asked = openings.map(({ act, ...of }) => ({
    ...{ ...of, act, identity: hash(cancelIdentity(act)) },
  }))
  const { rows } = await sql<{ act: string }>`
    select asked.act
    from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked ("customerId" uuid, currency text, act text, identity text)
    join ledger_acts on ledger_acts.customer_id = asked."customerId"
      and ledger_acts.currency = asked.currency
      and ledger_acts.identity = decode(asked.identity, 'hex')`.execute(tx)
  return new Set(rows.map(({ act }) => act))
}
