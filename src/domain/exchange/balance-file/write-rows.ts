import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { refreshSearch } from '#domain/customers/refresh-search.ts'
import { type Resolved, resolveCustomers } from '#domain/customers/resolve.ts'
import { openManyBalances } from '#domain/ledger/open-balances.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Fit } from './judge-rows.ts'

export type Taking = {
  fileId: string
  now: Date
  doneBy: string | null
  erasureKey: string | undefined
}

/**
 * Makes the cards known and books what each had; the statements hardly grow with the rows.
 * @returns whose each card is, by the line of its row
 */
export async function writeRows(
  tx: Tx,
  judged: readonly Fit[],
  { fileId, now, doneBy, erasureKey }: Taking,
): Promise<Map<number, string>> {
  if (judged.length === 0) return new Map()
  const references = judged.map(({ row }) => ({
    ...{ cardNumber: row.card.shown, ...(row.email && { email: row.email.shown }) },
  }))
  const members = (await resolveCustomers(tx, references, now, erasureKey)).map(memberOf)
  await nameThem(tx, judged, members)
  const rows = judged.map(({ row: { line, card, currency, points } }, index) => ({
    ...{ line, number: card.value, currency, points },
    ...{ customerId: members[index]!, actId: newId() },
  }))
  await claim(tx, fileId, rows)
  await openManyBalances(
    tx,
    rows.map(({ number, currency, points, customerId, actId }) => ({
      ...{ actId, customerId, currency, points, doneBy },
      identity: JSON.stringify(['balance', fileId, number]),
    })),
    now,
  )
  return new Map(rows.map(({ line, customerId }) => [line, customerId]))
}

function memberOf(resolved: Resolved): string {
  if ('memberId' in resolved) return resolved.memberId
  throw interrupted()
}

async function nameThem(tx: Tx, judged: readonly Fit[], members: readonly string[]): Promise<void> {
  const named = judged.map(({ row: { name } }, index) => ({ id: members[index]!, name }))
  await sql`
    update persons set name = told.name
    from json_to_recordset(${JSON.stringify(named)}::json) as told (id uuid, name text)
    where customer_id = told.id and persons.name is null and told.name is not null`.execute(tx)
  await refreshSearch(tx, [...new Set(members)])
}

type Row = {
  line: number
  number: string
  customerId: string
  currency: string
  points: number
  actId: string
}

/** Each balance of a card is taken over once: of two files at the same moment one goes on. */
async function claim(tx: Tx, fileId: string, rows: readonly Row[]): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into balance_rows (file_id, line, customer_id, card_number, currency, points, act_id)
    select ${fileId}, line, "customerId", number, currency, points, "actId"
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (line integer, number text, "customerId" uuid, currency text, points bigint, "actId" uuid)
    order by number, currency
    on conflict do nothing`.execute(tx)
  if (Number(numAffectedRows) < rows.length) throw interrupted()
}

export const interrupted = () =>
  conflict(
    'balance_file_interrupted',
    'Something changed meanwhile. The same file taken again goes on where it stopped.',
  )
