import { sql } from 'kysely'
import type { z } from 'zod'
import type { Reply } from '#contract/endpoint.ts'
import { type listChangedPasses, phoneLog, registration } from '#contract/endpoints/wallet.ts'
import type { FileReply } from '#contract/route.ts'
import { transaction } from '#database/transaction.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { openIssuer } from './issuers.ts'
import { type Pass, passOfToken } from './passes.ts'
import { passNow, type WalletRim } from './wallet-links.ts'

/** What a phone names: which pass, and the token that stands in it. */
export type Claim = { passType: string; serial: string; authorization: string | undefined }

export async function registerDevice(
  rim: WalletRim,
  claim: Claim,
  device: string,
  body: unknown,
): Promise<{ registered: true }> {
  const { passId } = await claimed(rim, claim)
  const { pushToken } = readBody(registration, body)
  await transaction(rim.context.database, (tx) =>
    sql`
      insert into wallet_devices (device, pass_id, push_token, registered_at)
      values (${device}, ${passId}, ${pushToken}, ${rim.context.clock.now()})
      on conflict (device, pass_id) do update set push_token = excluded.push_token`.execute(tx),
  )
  return { registered: true }
}

export async function unregisterDevice(
  rim: WalletRim,
  claim: Claim,
  device: string,
): Promise<{ registered: false }> {
  const { passId } = await claimed(rim, claim)
  await transaction(rim.context.database, (tx) =>
    sql`delete from wallet_devices where device = ${device} and pass_id = ${passId}`.execute(tx),
  )
  return { registered: false }
}

/** @param since a number this endpoint gave before; anything else asks for all */
export async function listChanged(
  rim: WalletRim,
  { device, passType }: { device: string; passType: string },
  since: string | undefined,
): Promise<Reply<typeof listChangedPasses>> {
  if ((await ourPassType(rim)) !== passType) throw refused()
  const after = since !== undefined && /^\d{1,15}$/.test(since) ? Number(since) : 0
  const { rows } = await sql<{ serial: string; change: number }>`
    select pass_id::text as serial, change
    from wallet_devices join wallet_passes using (pass_id)
    where device = ${device} and change > ${after}
    order by change limit 1000`.execute(rim.context.database.kysely)
  return {
    serialNumbers: rows.map(({ serial }) => serial),
    lastUpdated: `${rows.at(-1)?.change ?? after}`,
  }
}

export async function fetchPass(rim: WalletRim, claim: Claim, origin: string): Promise<FileReply> {
  return await passNow(rim, await claimed(rim, claim), origin)
}

/** Their lines name passes and may name people; how many there are says enough. */
export async function takeLog(rim: WalletRim, body: unknown): Promise<{ taken: number }> {
  if ((await ourPassType(rim)) === null) throw refused()
  const { logs } = readBody(phoneLog, body)
  rim.context.log.warn({ lines: logs.length }, 'a phone could not use a pass')
  return { taken: logs.length }
}

/** @throws Refusal that does not tell whether there is such a pass */
async function claimed(rim: WalletRim, claim: Claim): Promise<Pass> {
  const { database } = rim.context
  const passType = await ourPassType(rim)
  const pass = await passOfToken(database, rim.sealKey, claim.serial, claim.authorization)
  if (pass && passType === claim.passType) return pass
  throw refused()
}

/** null: no passes are made here, so no phone has anything to ask. */
const ourPassType = async ({ context, sealKey }: WalletRim): Promise<string | null> =>
  (await openIssuer(context.database, 'apple', sealKey))?.passType ?? null

const refused = () =>
  new Refusal('unauthenticated', 'wallet_token_refused', 'This pass has another token.')

function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const { success, data } = schema.safeParse(body)
  if (success) return data
  throw malformed('wallet_body_malformed', 'This is not what phones send.')
}
