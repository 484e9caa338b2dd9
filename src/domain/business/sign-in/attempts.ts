import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '#database/open.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/errors.ts'

/** Who tries: a device that person has signed in from before, or somebody at an address. */
export type Trier = { device: string | null; address: string }

/** Somebody has to wait before the next guess. */
export class MustWait extends Refusal {
  readonly waitSeconds: number

  constructor(waitSeconds: number) {
    super('too_many', 'attempts_too_many', `Too many attempts. Wait ${waitSeconds} seconds.`)
    this.waitSeconds = waitSeconds
  }
}

type Bucket = { key: Buffer; triesFree: number }

export type Attempt = {
  /** It was right: what failed before is forgotten. */
  succeeded(): Promise<void>
}

const waitSecondsFirst = 10
const waitSecondsMax = 900
const forgottenAfterMillis = dayMillis

/**
 * Lets a guess at somebody's secret through or has it wait; it counts before it is looked at, so
 * that many at once count as many. Whoever tries from a device that person knows is counted by the
 * device alone: nobody elsewhere can use up their tries. Strangers are counted by address and name,
 * beyond that all together by name, and by address whatever the name. Whether somebody of that name
 * exists makes no difference.
 * @throws MustWait
 */
export async function beginAttempt(database: Database, options: AttemptOptions): Promise<Attempt> {
  const buckets = bucketsOf(options)
  await transaction(database, async (tx) => {
    for (const bucket of buckets) await count(tx, bucket)
  })
  return { succeeded: () => forget(database, buckets) }
}

/** Takes back what was counted of an attempt that only later shows to have been right. */
export const forgiveAttempt = (database: Database, options: AttemptOptions): Promise<void> =>
  forget(database, bucketsOf(options))

export type AttemptOptions = {
  secret: string
  /** Before the first wait, of one trier at one name. */
  triesFree: number
  /** Whose secret is guessed at: an address for mail, or an id. */
  who: string
  trier: Trier
  /** Whoever guesses has many devices: those that are known are counted together too. */
  together?: boolean
}

function bucketsOf({ secret, triesFree, who, trier, together }: AttemptOptions): Bucket[] {
  const bucket = (times: number, ...names: string[]): Bucket => ({
    key: createHmac('sha256', `attempts ${secret}`).update(JSON.stringify(names)).digest(),
    triesFree: triesFree * times,
  })
  if (trier.device !== null) {
    const own = bucket(1, 'device', trier.device, who)
    return together ? [own, bucket(10, 'devices', who)] : [own]
  }
  return [
    bucket(1, 'address and name', trier.address, who),
    bucket(10, 'address', trier.address),
    bucket(20, 'name', who),
  ]
}

/** One more, unless its time has not come. Each wait is twice the one before. */
async function count(tx: Tx, { key, triesFree }: Bucket) {
  const now = new Date()
  const forgotten = new Date(now.getTime() - forgottenAfterMillis)
  const { rows } = await sql`
    insert into sign_in_attempts as known (bucket, failures, last_at)
    values (${key}, 1, ${now})
    on conflict (bucket) do update set
      failures = case when known.last_at < ${forgotten} then 1 else known.failures + 1 end,
      last_at = greatest(known.last_at, excluded.last_at)
    where known.failures < ${triesFree} or known.last_at + ${waitOf(triesFree)} <= excluded.last_at
    returning failures
  `.execute(tx)
  if (rows.length === 0) throw new MustWait(await secondsLeft(tx, { key, triesFree }, now))
}

const waitOf = (triesFree: number) => sql`
  least(${waitSecondsMax}::float8,
    ${waitSecondsFirst} * 2::float8 ^ least(known.failures - ${triesFree}::integer, 20))
  * interval '1 second'`

async function secondsLeft(tx: Tx, { key, triesFree }: Bucket, now: Date): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from last_at + ${waitOf(triesFree)} - ${now}::timestamptz))::int
      as seconds
    from sign_in_attempts as known
    where bucket = ${key}
  `.execute(tx)
  return Math.max(1, rows[0]?.seconds ?? 1)
}

/** The trier's own failures end; of those counted together only this one is taken back. */
async function forget({ kysely }: Database, [own, ...shared]: Bucket[]) {
  await sql`delete from sign_in_attempts where bucket = ${own!.key}`.execute(kysely)
  for (const { key } of shared) {
    await sql`
      update sign_in_attempts set failures = greatest(failures - 1, 0) where bucket = ${key}
    `.execute(kysely)
  }
}
