import { sql } from 'kysely'
import type { StopKind } from '#contract/endpoints/card-numbers.ts'
import type { Tx } from '#database/transaction.ts'

/** What is known of a number, beside whom it leads to. */
export type CardRow = {
  number: string
  /** When it was made here; null: by an older system. */
  madeAt: Date | null
  stoppedAt: Date | null
  stoppedAs: StopKind | null
}

/** A number as it stands, locked until the end of `tx`; undefined: nothing was said of it yet. */
export async function lockCard(tx: Tx, number: string): Promise<CardRow | undefined> {
  const { rows } = await sql<CardRow>`
    select number, made_at as "madeAt", stopped_at as "stoppedAt", stopped_as as "stoppedAs"
    from cards where number = ${number} for update`.execute(tx)
  return rows[0]
}

/** Who gives a card out, and where. */
export type Issue = {
  label: string | null
  storeNumber: number | null
  by: string | null
  at: Date
}

/** Writes down that a number was given out. */
export async function noteIssued(
  tx: Tx,
  number: string,
  { label, storeNumber, by, at }: Issue,
): Promise<void> {
  await sql`
    insert into cards (number, label, issued_at, issued_store, issued_by)
    values (${number}, ${label}, ${at}, ${storeNumber}, ${by})
    on conflict (number) do update set label = excluded.label, issued_at = excluded.issued_at,
      issued_store = excluded.issued_store, issued_by = excluded.issued_by`.execute(tx)
}

/** Takes a number out of use from then on, or lets it name somebody again. */
export async function noteStopped(
  tx: Tx,
  number: string,
  stop: { at: Date; as: StopKind; replacedBy?: string } | null,
): Promise<void> {
  const [at, as, by] = [stop?.at ?? null, stop?.as ?? null, stop?.replacedBy ?? null]
  await sql`
    insert into cards (number, stopped_at, stopped_as, replaced_by)
    values (${number}, ${at}, ${as}, ${by})
    on conflict (number) do update set stopped_at = excluded.stopped_at,
      stopped_as = excluded.stopped_as, replaced_by = excluded.replaced_by`.execute(tx)
}

/** What was said of these numbers with a person goes, who are theirs no more. */
export async function forgetIssued(tx: Tx, numbers: readonly string[]): Promise<void> {
  await sql`
    update cards set label = null, issued_at = null, issued_store = null, issued_by = null
    where number = any(${numbers}::text[])`.execute(tx)
}

export async function noteLabel(tx: Tx, number: string, label: string | null): Promise<void> {
  await sql`
    insert into cards (number, label) values (${number}, ${label})
    on conflict (number) do update set label = excluded.label`.execute(tx)
}
