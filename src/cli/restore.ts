import type { Command } from 'commander'
import { checkBackup } from '#database/backup/check-backup.ts'
import { unpacked } from '#database/backup/file.ts'
import { type Head, rowsOf } from '#database/backup/format.ts'
import { restoreBackup } from '#database/backup/restore-backup.ts'
import { openDataFolder } from '#database/data-folder.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { keepSecret } from '#domain/business/secret.ts'
import { print, say } from './command.ts'
import { readPassphrase } from './passphrase.ts'

type Options = { passphraseFile?: string; check?: true; data?: string }

export function register(program: Command) {
  program
    .command('restore <file>')
    .description('put a copy into an empty database')
    .option('--passphrase-file <file>', 'opens a sealed copy (or BACKUP_PASSPHRASE)')
    .option('--check', 'only read the copy to its end and add it up again')
    .action(async (file: string, _options: unknown, command: Command) => {
      const { passphraseFile, check, data } = command.optsWithGlobals<Options>()
      const passphrase = await readPassphrase(passphraseFile)
      // Told before anything is made: a restore of half a file would be found out at its end only.
      const { head, tables } = await checkBackup(unpacked(file, passphrase))
      const rows = rowsOf(tables)
      const made = `made ${head.madeAt} by Stammgast ${head.version} on PostgreSQL ${head.postgresql}`
      if (check) return print(`The copy is whole: ${rows} rows, ${made}.`)
      const database = await openDatabase({ dataFolder: data })
      try {
        await restoreBackup(database, unpacked(file, passphrase))
        await migrate(database)
        print(`${rows} rows are back, counted and compared: ${made}.`)
        await settleSecret(database, data, head)
      } finally {
        await database.close()
      }
    })
}

async function settleSecret(database: Database, data: string | undefined, { secret }: Head) {
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
  const folder = database.kind === 'bundled' ? await openDataFolder(data) : null
  if (!(await keepSecret(database, folder, secret)))
    say('There is another secret here already: what the secret of the copy sealed stays shut.')
}
