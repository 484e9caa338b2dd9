import { dirname } from 'node:path'
import { type Command, Option } from 'commander'
import { openDataFolder } from '#database/data-folder.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { makeBackup } from '#domain/business/backups/make-backup.ts'
import { openSecret } from '#domain/business/secret.ts'
import { keepErasureList } from '#domain/people/rights/erasure-list.ts'
import { version } from '#server/version.ts'
import { print, printJson, say } from './command.ts'
import { readPassphrase } from './passphrase.ts'

type Options = { passphraseFile?: string; secret?: boolean; json?: boolean }

/** Changes nothing in the database, and so also copies one that an earlier program made. */
export function register(program: Command) {
  program
    .command('backup <file>')
    .description('copy the database into a new file, also while the program runs')
    .option('--passphrase-file <file>', 'seals the copy (or BACKUP_PASSPHRASE)')
    .addOption(new Option('--with-secret', "take the program's own secret along"))
    .addOption(new Option('--without-secret', 'leave it here'))
    .option('--json', 'print the result as JSON')
    .action(async (file: string, _options: unknown, command: Command) => {
      const { data, passphraseFile, json, withSecret, withoutSecret } = command.optsWithGlobals<
        Options & { data?: string; withSecret?: true; withoutSecret?: true }
      >()
      const passphrase = await readPassphrase(passphraseFile)
      const travels = withSecret ?? (passphrase !== null && !withoutSecret)
      const database = await openDatabase({ dataFolder: data })
      try {
        const secret = travels ? await findSecret(database, data) : null
        const made = await makeBackup(database, { file, passphrase, secret, version })
        await keepErasureList(database, dirname(file))
        if (json) return printJson({ file, ...made, sealed: passphrase !== null, secret: travels })
        print(`${made.rows} rows of ${made.tables} tables are in ${file}, read again and compared.`)
        tellSecret(passphrase !== null, travels)
        say('Beside it stands erased-people.txt: whoever it names is erased again by "restore".')
      } finally {
        await database.close()
      }
    })
}

function tellSecret(sealed: boolean, travels: boolean): void {
  if (!sealed)
    say(
      'The copy is not sealed: whoever has the file can read it. --passphrase-file FILE seals it.',
    )
  say(
    travels
      ? "The program's secret is in it."
      : "The program's secret is not in it. Keep the file `secret` of the data folder, or STAMMGAST_SECRET, in another place.",
  )
}

export async function findSecret(database: Database, data: string | undefined): Promise<string> {
  if (process.env.STAMMGAST_SECRET) return process.env.STAMMGAST_SECRET
  const folder = database.kind === 'bundled' ? await openDataFolder(data) : null
  return await openSecret(database, folder)
}
