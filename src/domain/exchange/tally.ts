import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Place } from './import.ts'
import type { Verdict } from './record-units.ts'
import type { Batch } from './staged-units.ts'
import { Stopped } from './stopped.ts'
import type { ReadRow, Reason, Unit } from './units.ts'

/** What a batch came to, in rows. */
export type Tally = {
  accepted: number
  duplicates: number
  anonymous: number
  refused: { row: Pick<ReadRow, 'rowNumber' | 'line' | 'raw'>; reason: Reason }[]
}

/** A step of an import from one place in the order of counting to another. */
export type Move = { importId: string; from: Place | null; until: Place }

export function tallyOf(units: readonly Unit[], verdicts: readonly Verdict[]): Tally {
  const tally: Tally = { accepted: 0, duplicates: 0, anonymous: 0, refused: [] }
  units.forEach(({ rows }, at) => {
    const verdict = verdicts[at]!
    if ('reasons' in verdict) {
      for (const [place, row] of rows.entries()) {
        tally.refused.push({ row, reason: verdict.reasons[place]! })
      }
    } else if (verdict.status === 'duplicate') tally.duplicates += rows.length
    else {
      tally.accepted += rows.length
      if (verdict.anonymous) tally.anonymous += rows.length
    }
  })
  return tally
}

/**
 * Moves the import on, within the transaction that counted the rows.
 * @throws Stopped where it no longer runs or somebody else moved it: nothing was counted then
 */
export async function settle(tx: Tx, move: Move, tally: Tally): Promise<void> {
  await keepRefused(tx, move.importId, tally.refused)
  await moveOn(tx, move, { ...tally, refused: tally.refused.length })
}

/** Refuses a receipt of too many rows as a whole, without holding them. */
export async function refuseTooLong(
  tx: Tx,
  importId: string,
  { from, until, rows }: Extract<Batch, { kind: 'too_long' }>,
): Promise<void> {
  const reason: Reason = { code: 'receipt_too_long' }
  await sql`
    insert into import_refused_rows (import_id, row_number, line, raw, reason)
    select import_id, row_number, line, raw, ${JSON.stringify(reason)}::jsonb
    from import_rows
    where import_id = ${importId} and party = ${until.party} and day = ${until.day}
      and unit = ${until.unit}`.execute(tx)
  const tally = { accepted: 0, duplicates: 0, anonymous: 0, refused: rows }
  await moveOn(tx, { importId, from, until }, tally)
}

export async function keepRefused(
  tx: Tx,
  importId: string,
  refused: Tally['refused'],
): Promise<void> {
  if (refused.length === 0) return
  await sql`
    insert into import_refused_rows (import_id, row_number, line, raw, reason)
    select ${importId}, row_number, line, raw, reason
    from unnest(
      ${refused.map(({ row }) => row.rowNumber)}::int[],
      ${refused.map(({ row }) => row.line)}::int[],
      ${refused.map(({ row }) => row.raw)}::text[],
      ${refused.map(({ reason }) => JSON.stringify(reason))}::jsonb[]
    ) as refused (row_number, line, raw, reason)`.execute(tx)
}

async function moveOn(
  tx: Tx,
  { importId, from, until }: Move,
  tally: Omit<Tally, 'refused'> & { refused: number },
): Promise<void> {
  const { rows } = await sql`
    update imports set
      accepted = accepted + ${tally.accepted}, duplicates = duplicates + ${tally.duplicates},
      refused = refused + ${tally.refused}, anonymous = anonymous + ${tally.anonymous},
      done_party = ${until.party}, done_day = ${until.day}, done_unit = ${until.unit},
      done_row = ${until.rowNumber}
    where import_id = ${importId} and status = 'running'
      and (done_party, done_day, done_unit, done_row) is not distinct from
        (${from?.party ?? null}::uuid, ${from?.day ?? null}::int, ${from?.unit ?? null}::uuid,
          ${from?.rowNumber ?? null}::int)
    returning import_id`.execute(tx)
  if (rows.length === 0) throw new Stopped('the import was stopped or moved on by another')
}
