import type { Command } from 'commander'
import { sql } from 'kysely'
import { openDataFolder } from '#database/data-folder.ts'
import { doneBy } from '#database/doing.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { holdServingLock } from '#database/serving-lock.ts'
import { transaction } from '#database/transaction.ts'
import { openKeptKeys } from '#domain/business/kept-keys.ts'
import { beginAnew, resealAll } from '#domain/business/rotate-secret.ts'
import { openSecret, takeNextSecret, writeNextSecret } from '#domain/business/secret.ts'
import { readEnvironment } from '#server/environment.ts'
import { print, say, WrongUsage } from './command.ts'
import { sealedPlaces } from './sealed-places.ts'

export function register(program: Command) {
  program
    .command('rotate-key')
    .description("seal everything with a new secret of the program's own, while it is stopped")
    .option('--former-is-lost', 'begin anew: what the former secret sealed stays shut')
    .action(async ({ formerIsLost = false }: { formerIsLost?: boolean }, command: Command) => {
      const { data } = command.optsWithGlobals<{ data?: string }>()
      const database = await openDatabase({ dataFolder: data })
      try {
        // A program that runs has the former secret in hand and would go on with it.
        const lock = await holdServingLock(database, { onLost: () => undefined })
        try {
          await migrate(database)
          await doneBy({ actor: 'command', actorId: 'rotate-key' }, () =>
            rotate(database, data, formerIsLost),
          )
        } finally {
          await lock.release()
        }
      } finally {
        await database.close()
      }
    })
}

async function rotate(database: Database, data: string | undefined, isLost: boolean) {
  // Read for its checks: a secret from outside has at least 32 characters.
  const { secret: given, nextSecret } = readEnvironment()
  const folder = database.kind === 'bundled' ? await openDataFolder(data) : null
  const sealAll = async (from: string | null, to: string) => {
    const count = await transaction(database, async (tx) => {
      const changed =
        from === null
          ? await beginAnew(tx, sealedPlaces, to)
          : await resealAll(tx, sealedPlaces, from, to)
      if (!folder && !given) await sql`delete from secrets where name = 'program'`.execute(tx)
      return changed
    })
    tell(count, from === null)
  }
  const proved = async (secret: string) => {
    await openKeptKeys(database, secret)
    return secret
  }
  if (given && isLost) return await sealAll(null, given)
  if (given) return await sealAll(await proved(given), required(nextSecret))
  const former = isLost
    ? null
    : await takeNextSecret(folder, await openSecret(database, folder), proved)
  if (!folder) {
    await sealAll(former, required(nextSecret))
    return say('From now on start with STAMMGAST_SECRET, set to what STAMMGAST_SECRET_NEXT was.')
  }
  await writeNextSecret(folder, (to) => sealAll(former, to))
  say('The new secret lies in the file `secret` of the data folder. Keep a copy in another place.')
}

function required(nextSecret: string | null): string {
  if (nextSecret !== null) return nextSecret
  throw new WrongUsage('Set STAMMGAST_SECRET_NEXT to the secret that shall follow.')
}

function tell(count: number, isLost: boolean) {
  if (!isLost) return print(`${count} sealed values are sealed with the new secret.`)
  print(`${count} sealed values began anew, or are gone.`)
  say(
    'Authenticator apps are asked for no more and must be set up again. Connections to shops, webhooks and the sign-in provider need their secrets told again. Deliveries of shops not taken in yet are lost. Who was erased is no longer known when they come again.',
  )
}
