import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { hashOf, randomText } from '../api-keys.ts'

/** What of a sign-in that has begun must be known when it goes on. */
export type Step =
  | { kind: 'second_factor'; staffId: string }
  | { kind: 'passkey'; staffId: null; challenge: string }
  | { kind: 'new_passkey'; staffId: string; challenge: string }
  | { kind: 'provider'; staffId: null; state: string; nonce: string; verifier: string }

type StepKind = Step['kind']

const stepMillis = 10 * 60_000

/** @returns the token by which the browser goes on */
export async function beginStep({ kysely }: Queryable, step: Step): Promise<string> {
  const { kind, staffId, ...content } = step
  const token = randomText(40)
  await sql`
    insert into sign_in_steps (token_hash, kind, staff_id, content, expires_at)
    values (${hashOf(token)}, ${kind}, ${staffId}, ${JSON.stringify(content)},
      ${new Date(Date.now() + stepMillis)})
  `.execute(kysely)
  return token
}

/** A step that may be tried again, as a code mistyped is. */
export async function readStep<K extends StepKind>(
  { kysely }: Queryable,
  kind: K,
  token: string,
): Promise<Extract<Step, { kind: K }>> {
  const { rows } = await sql<Row>`
    select ${columns} from sign_in_steps where ${isOpen(kind, token)}
  `.execute(kysely)
  return stepOf(kind, rows[0])
}

/** A step that is over with its first try: nobody answers the same question twice. */
export async function spendStep<K extends StepKind>(
  { kysely }: Queryable,
  kind: K,
  token: string,
): Promise<Extract<Step, { kind: K }>> {
  const { rows } = await sql<Row>`
    delete from sign_in_steps where ${isOpen(kind, token)} returning ${columns}
  `.execute(kysely)
  return stepOf(kind, rows[0])
}

type Row = { kind: StepKind; staffId: string | null; content: object }

const columns = sql`kind, staff_id as "staffId", content`

const isOpen = (kind: StepKind, token: string) =>
  sql`token_hash = ${hashOf(token)} and kind = ${kind} and expires_at > ${new Date()}`

function stepOf<K extends StepKind>(_kind: K, row: Row | undefined): Extract<Step, { kind: K }> {
  if (!row) throw stepOver()
  const { content, ...rest } = row
  // Written by `beginStep` under this kind.
  return { ...rest, ...content } as Extract<Step, { kind: K }>
}

export const stepOver = () =>
  new Refusal('unauthenticated', 'sign_in_step_over', 'This took too long. Sign in again.')
