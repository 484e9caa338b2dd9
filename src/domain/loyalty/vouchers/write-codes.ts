import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { newId } from '#kernel/ids.ts'
import { type Code, newCode } from './code.ts'

/**
 * Adds codes to a voucher; those that exist already, whoever has them, are passed over. In order
 * of the codes, so that two files that share some do not wait for each other in a circle.
 * @returns the codes that were added, as they are compared
 */
export async function writeCodes(
  tx: Tx,
  voucherId: string,
  codes: readonly Code[],
  now: Date,
): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const rows = codes.map((code) => ({ ...code, id: newId() }))
  const { rows: added } = await sql<{ code: string }>`
    with added as (
      insert into voucher_codes (code, code_id, voucher_id, shown, created_at)
      select code, code_id, ${voucherId}::uuid, shown, ${now}::timestamptz
      from ${unnestRows(
        'given',
        [
          { name: 'code', type: 'text', of: (row) => row.code },
          { name: 'code_id', type: 'uuid', of: (row) => row.id },
          { name: 'shown', type: 'text', of: (row) => row.shown },
        ],
        rows,
      )}
      order by code collate "C"
      on conflict (code) do nothing
      returning code
    ), counted as (
      update vouchers set codes = codes + (select count(*) from added)
      where voucher_id = ${voucherId}
    )
    select code from added`.execute(tx)
  return new Set(added.map(({ code }) => code))
}

/** Makes so many codes of our own; one that exists already is made again. */
export async function writeNewCodes(tx: Tx, voucherId: string, count: number, now: Date) {
  let missing = count
  while (missing > 0) {
    const codes = Array.from({ length: missing }, newCode)
    missing -= (await writeCodes(tx, voucherId, codes, now)).size
  }
}
