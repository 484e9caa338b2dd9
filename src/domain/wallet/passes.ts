import { randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { open, seal } from '#domain/business/seal.ts'
import { newId } from '#kernel/ids.ts'
import type { WalletKind } from './issuers.ts'

export type Pass = {
  passId: string
  kind: WalletKind
  customerId: string
  token: string
  change: number
}

type Row = Omit<Pass, 'token'> & { token: Buffer }
const columns = sql`pass_id as "passId", kind, customer_id as "customerId", token, change`

type Rim = Pick<Context, 'database' | 'clock'> & { sealKey: string }

/** The one pass of a kind that a customer has, made with the first wish for it. */
export async function passFor(
  rim: Rim,
  kind: WalletKind,
  customerId: string,
  faceHash: Buffer,
): Promise<Pass> {
  const now = rim.clock.now()
  const token = seal(randomBytes(24).toString('hex'), rim.sealKey, 'wallet token')
  return await transaction(rim.database, async (tx) => {
    await sql`
      insert into wallet_passes (pass_id, kind, customer_id, token, face_hash, changed_at, looked_at)
      values (${newId()}, ${kind}, ${customerId}, ${token}, ${faceHash}, ${now}, ${now})
      on conflict (customer_id, kind) do nothing`.execute(tx)
    const { rows } = await sql<Row>`
      select ${columns} from wallet_passes
      where customer_id = ${customerId} and kind = ${kind}`.execute(tx)
    return opened(rows[0]!, rim.sealKey)
  })
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The pass of a serial number, if the token is its own; null: there is none, or it is another's. */
export async function passOfToken(
  { kysely }: Queryable,
  sealKey: string,
  serial: string,
  authorization: string | undefined,
): Promise<Pass | null> {
  const given = /^ApplePass (\S{1,200})$/.exec(authorization ?? '')?.[1]
  if (given === undefined || !isUuid.test(serial)) return null
  const { rows } = await sql<Row>`
    select ${columns} from wallet_passes where pass_id = ${serial}`.execute(kysely)
  if (!rows[0]) return null
  const pass = opened(rows[0], sealKey)
  const [one, other] = [Buffer.from(given), Buffer.from(pass.token)]
  return one.length === other.length && timingSafeEqual(one, other) ? pass : null
}

/** That something else stands on it now; phones that ask from here on are told. */
export async function noteChanged(
  tx: Tx,
  passId: string,
  { hash, voided }: { hash: Buffer; voided: boolean },
  now: Date,
): Promise<void> {
  await sql`
    update wallet_passes set face_hash = ${hash}, voided = ${voided}, change = default, changed_at = ${now},
      looked_at = ${now}, tell_at = ${now}, attempts = 0
    where pass_id = ${passId}`.execute(tx)
}

const opened = (row: Row, sealKey: string): Pass => ({
  ...row,
  token: open(row.token, sealKey, 'wallet token').toString(),
})
