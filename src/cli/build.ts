import type { Command } from 'commander'
import { Refusal } from '#kernel/errors.ts'
import { buildWebApp } from './build-web-app.ts'
import { say } from './command.ts'

/** For whoever starts the program where it may not write: the pages are built beforehand. */
export function register(program: Command) {
  program
    .command('build')
    .description('build the pages, where that has not happened since they changed')
    .action(async () => {
      if (!(await buildWebApp()))
        throw new Refusal('conflict', 'pages_not_built', 'The pages are as they were.')
      say('The pages are built.')
    })
}
