import type { Command } from 'commander'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { print } from './command.ts'

export function register(program: Command) {
  program
    .command('migrate')
    .description('bring the database up to date, as every start does')
    .action(async (_options, command: Command) => {
      const { data } = command.optsWithGlobals<{ data?: string }>()
      const database = await openDatabase({ dataFolder: data })
      try {
        const applied = await migrate(database)
        print(
          applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`,
        )
      } finally {
        await database.close()
      }
    })
}
