import { type Command, Option } from 'commander'
import { checkBackup } from '#database/backup/check-backup.ts'
import { unpacked } from '#database/backup/file.ts'
import { type Head, rowsOf } from '#database/backup/format.ts'
import { restoreBackup } from '#database/backup/restore-backup.ts'
import { openDataFolder } from '#database/data-folder.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { restPlaces } from '#domain/business/places/place-rows.ts'
import { keepSecret } from '#domain/business/secret.ts'
import { print, say } from './command.ts'
import { type ErasureList, eraseAgain, findErasures, refuseWithoutSecret } from './erase-again.ts'
import { readPassphrase } from './passphrase.ts'

type Options = {
  passphraseFile?: string
  check?: true
  data?: string
  erasures?: string | false
}

export function register(program: Command) {
  program
    .command('restore <file>')
    .description('put a copy into an empty database, and erase again who was erased since')
    .option('--passphrase-file <file>', 'opens a sealed copy (or BACKUP_PASSPHRASE)')
    .option('--check', 'only read the copy to its end and add it up again')
    .addOption(new Option('--erasures <list>', 'who was erased; else erased-people.txt beside it'))
    .addOption(new Option('--no-erasures', 'erase nobody now: "erasures replay" does it later'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const { passphraseFile, check, data, erasures } = command.optsWithGlobals<Options>()
      const passphrase = await readPassphrase(passphraseFile)
      // Told before anything is made: a restore of half a file would be found out at its end only.
      const { head, tables } = await checkBackup(unpacked(file, passphrase))
      const rows = rowsOf(tables)
      const made = `made ${head.madeAt} by Stammgast ${head.version} on PostgreSQL ${head.postgresql}`
      if (check) return print(`The copy is whole: ${rows} rows, ${made}.`)
      const list = await findErasures(file, erasures)
      const database = await openDatabase({ dataFolder: data })
      try {
        const folder = database.kind === 'bundled' ? await openDataFolder(data) : null
        await refuseWithoutSecret(list, head, folder)
        await restoreBackup(database, unpacked(file, passphrase))
        await migrate(database)
        print(`${rows} rows are back, counted and compared: ${made}.`)
        await settleSecret(database, folder, head)
        if ((await restPlaces(database)) > 0)
          say(
            'Copies are sent nowhere and files are fetched from nowhere until the owner saves those places again: the database that was copied may still be at work.',
          )
        await tellErasures(list, (ids) => eraseAgain(database, ids, data))
      } finally {
        await database.close()
      }
    })
}

/** Nobody works with what is back before this has ended. */
async function tellErasures(
  list: ErasureList | null,
  erase: (ids: readonly string[]) => Promise<number>,
): Promise<void> {
  if (list === null) return
  const { file, ids } = list
  const replay = (named: string) => `stammgast erasures replay ${named}`
  if (ids === null) {
    return say(
      `There is no ${file}, so nobody knows here who was erased since the copy was made. Where you have that list, erase them again before anybody works with the data: ${replay('LIST')}`,
    )
  }
  if (ids.length === 0) return
  say(`Whom ${file} names is erased again now. If this is broken off: ${replay(file)}`)
  print(`${await erase(ids)} people whom the copy still knew are erased again.`)
}

async function settleSecret(
  database: Database,
  folder: Parameters<typeof keepSecret>[1],
  { secret }: Head,
) {
  say('Everybody signs in again.')
  if (secret === null) {
    return say(
      'The copy holds no secret of the program. Put the file `secret` of the former data folder into the new one, or set STAMMGAST_SECRET to the former one, before the first start. Where it is lost for good, "stammgast rotate-key --former-is-lost" begins anew and says what must be told again.',
    )
  }
  if (process.env.STAMMGAST_SECRET) {
    if (process.env.STAMMGAST_SECRET !== secret)
      say(
        'STAMMGAST_SECRET is another than that of the copy: what that one sealed stays shut, and the program does not start.',
      )
    return
  }
  if (!(await keepSecret(database, folder, secret)))
    say('There is another secret here already: what the secret of the copy sealed stays shut.')
}
