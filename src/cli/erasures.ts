import type { Command } from 'commander'
import { readErasureList } from '#domain/people/rights/erasure-list.ts'
import { listErased, replayErasures } from '#domain/people/rights/replay-erasures.ts'
import { publicId } from '#kernel/ids.ts'
import { print, WrongUsage, withHouse } from './command.ts'

/** A copy from before an erasure knows the person again; the list of ids makes it forget them. */
export function register(program: Command) {
  const erasures = program.command('erasures').description('people who were erased, by id alone')
  erasures
    .command('list')
    .description('print their ids, to be kept beside the copies')
    .action(async (_options: unknown, command: Command) => {
      const ids = await withHouse(command, ({ context }) => listErased(context.database))
      for (const id of ids) print(publicId('cus', id))
    })
  erasures
    .command('replay <file>')
    .description('erase them again after an older copy was put back')
    .action(async (file: string, _options: unknown, command: Command) => {
      const ids = await readErasureList(file)
      if (ids === null) throw new WrongUsage(`There is no file ${file}.`)
      const erased = await withHouse(command, ({ context }) => replayErasures(context, ids))
      print(`${erased} of ${ids.length} were still known, and are erased now.`)
    })
}
