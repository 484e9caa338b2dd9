import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import { transaction } from '#database/transaction.ts'
import type { WalletAddresses } from './addresses.ts'
import { readFace } from './face.ts'
import { sweepErased } from './follow-cards.ts'
import { objectIdOf, objectOf } from './google-object.ts'
import { openIssuer, type WalletKind } from './issuers.ts'
import { patchObject } from './patch-object.ts'
import { pushAll } from './push-devices.ts'
import type { WalletRim } from './wallet-links.ts'

const perRound = 100
const pausesMinutes = [1, 5, 15, 60, 240]
const hourMillis = 3_600_000

type Changed = { passId: string; customerId: string; kind: WalletKind; attempts: number }

/** Tells phones and issuers that a card shows something else; what fails is told again later. */
export function tellWalletsWorker(rim: WalletRim, addresses: WalletAddresses): Worker {
  let sweptAt = 0
  return {
    name: 'wallets',
    restMillis: 1000,
    work: async () => {
      const { database, clock } = rim.context
      if (Date.now() - sweptAt > hourMillis) {
        sweptAt = Date.now()
        await transaction(database, (tx) => sweepErased(tx, clock.now()))
      }
      const { rows } = await sql<Changed>`
        select pass_id as "passId", customer_id as "customerId", kind, attempts
        from wallet_passes where tell_at <= ${clock.now()}
        order by tell_at limit ${perRound}`.execute(database.kysely)
      for (const kind of ['apple', 'google'] as const) {
        const ofKind = rows.filter((one) => one.kind === kind)
        if (ofKind.length > 0) await tell[kind](rim, addresses, ofKind)
      }
      return rows.length === perRound ? 'more' : 'done'
    },
  }
}

const tell = { apple: tellApple, google: tellGoogle }

async function tellApple(rim: WalletRim, { apnsUrl }: WalletAddresses, passes: readonly Changed[]) {
  const { database } = rim.context
  const issuer = await openIssuer(database, 'apple', rim.sealKey)
  const { rows: devices } = await sql<{ passId: string; pushToken: string }>`
    select pass_id as "passId", push_token as "pushToken" from wallet_devices
    where pass_id = any(${passes.map(({ passId }) => passId)}::uuid[])`.execute(database.kysely)
  const tokens = [...new Set(devices.map(({ pushToken }) => pushToken))]
  const answers =
    issuer && tokens.length > 0 ? await pushAll(apnsUrl, issuer, tokens) : new Map<string, number>()
  const gone = tokens.filter((token) => answers.get(token) === 410)
  await sql`delete from wallet_devices where push_token = any(${gone}::text[])`.execute(
    database.kysely,
  )
  const failed = new Set(
    devices
      .filter(({ pushToken }) => issuer && ![200, 410].includes(answers.get(pushToken) ?? 0))
      .map(({ passId }) => passId),
  )
  for (const pass of passes) await noteTold(rim, pass, !failed.has(pass.passId))
}

async function tellGoogle(rim: WalletRim, addresses: WalletAddresses, passes: readonly Changed[]) {
  const issuer = await openIssuer(rim.context.database, 'google', rim.sealKey)
  for (const pass of passes) {
    if (!issuer) {
      await noteTold(rim, pass, true)
      continue
    }
    const object = objectOf(issuer, pass.passId, await readFace(rim, pass.customerId))
    const status = await patchObject(addresses, issuer, objectIdOf(issuer, pass.passId), object)
    // Nobody has put it into their wallet yet: it will come as it is then.
    await noteTold(rim, pass, (status >= 200 && status < 300) || status === 404)
  }
}

/** After the last attempt it is left: the next change tells anew. */
async function noteTold({ context }: WalletRim, { passId, attempts }: Changed, done: boolean) {
  const pause = done ? undefined : pausesMinutes[attempts]
  const again =
    pause === undefined ? null : new Date(context.clock.now().getTime() + pause * 60_000)
  await sql`
    update wallet_passes set tell_at = ${again}, attempts = ${done ? 0 : attempts + 1}
    where pass_id = ${passId} and attempts = ${attempts}`.execute(context.database.kysely)
}
