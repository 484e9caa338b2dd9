import { sql } from 'kysely'
import { errorCode } from '#database/error-code.ts'
import type { Queryable } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Machine } from './machine.ts'

type Ran = { name: string; error: unknown }

/** Writes down how a job went; a success ends the failure before it. */
export async function noteJob(
  { kysely }: Queryable,
  { host, processId }: Machine,
  { name, error }: Ran,
): Promise<void> {
  const failure = error === null ? null : failureOf(error)
  await sql`
    insert into job_runs (name, ended_at, host, process_id, failure, failed_at, failures)
    values (${name}, now(), ${host}, ${processId}, ${failure},
      case when ${failure}::text is not null then now() end,
      case when ${failure}::text is not null then 1 else 0 end)
    on conflict (name) do update set
      ended_at = excluded.ended_at, host = excluded.host, process_id = excluded.process_id,
      failure = excluded.failure, failed_at = excluded.failed_at,
      failures = case when excluded.failure is null then 0 else job_runs.failures + 1 end
  `.execute(kysely)
}

/** Messages may quote people's data; codes and names of errors do not. */
function failureOf(error: unknown): string {
  if (error instanceof Refusal) return error.code
  const code = errorCode(error)
  if (code !== undefined) return `database error ${code}`
  return error instanceof Error ? error.name : typeof error
}
