import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'

/** What a program does on its machine: answer requests, work beside them, or both. */
export type Part = 'all' | 'serve' | 'work'

/** This process, as the others on the same database see it. */
export type Machine = { id: string; part: Part; host: string; processId: number; version: string }

export const seenEveryMillis = 5_000
/** Whoever was not seen for so long is gone. */
export const goneAfterMillis = 4 * seenEveryMillis
const forgottenAfterMillis = 3_600_000
const hostCharactersMax = 60

export const thisMachine = (part: Part, version: string): Machine => ({
  id: newId(),
  part,
  host: hostname().slice(0, hostCharactersMax),
  processId: process.pid,
  version,
})

/** By the database's clock, so that machines whose clocks differ still agree on who is there. */
export async function showUp({ kysely }: Queryable, machine: Machine): Promise<void> {
  const { id, part, host, processId, version } = machine
  await sql`
    with forgotten as (
      delete from machines where machine_id <> ${id}
        and seen_at < now() - ${forgottenAfterMillis} * interval '1 millisecond'
    )
    insert into machines (machine_id, part, host, process_id, version, began_at, seen_at)
    values (${id}, ${part}, ${host}, ${processId}, ${version}, now(), now())
    on conflict (machine_id) do update set seen_at = excluded.seen_at`.execute(kysely)
}

export async function leave({ kysely }: Queryable, { id }: Machine): Promise<void> {
  await sql`delete from machines where machine_id = ${id}`.execute(kysely)
}
