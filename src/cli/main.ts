import { Command, CommanderError } from 'commander'
import { Refusal } from '#kernel/errors.ts'
import { version } from '#server/version.ts'
import * as apiKey from './api-key.ts'
import * as backup from './backup.ts'
import * as build from './build.ts'
import { say, WrongUsage } from './command.ts'
import * as demo from './demo.ts'
import * as erasures from './erasures.ts'
import * as importing from './import.ts'
import * as migrate from './migrate.ts'
import * as report from './report.ts'
import * as restore from './restore.ts'
import * as rotateKey from './rotate-key.ts'
import * as serve from './serve.ts'
import * as staff from './staff.ts'
import * as start from './start.ts'
import * as verify from './verify.ts'
import * as work from './work.ts'

/** One file a command; each registers itself. */
const commands = [
  start,
  serve,
  work,
  importing,
  report,
  verify,
  backup,
  restore,
  erasures,
  demo,
  apiKey,
  staff,
  rotateKey,
  build,
  migrate,
]

process.exitCode = await run(process.argv)

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage */
async function run(words: string[]): Promise<0 | 1 | 2> {
  try {
    await createProgram().parseAsync(words)
    return 0
  } catch (error) {
    return tell(error)
  }
}

function createProgram(): Command {
  const program = new Command('stammgast')
    .description('Self-hosted customer retention: who stays, who leaves and why.')
    .version(version)
    .option('--data <folder>', 'data folder of the bundled database (or STAMMGAST_DATA)')
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
  for (const command of commands) command.register(program)
  for (const command of everyCommand(program)) command.exitOverride()
  return program
}

function everyCommand(command: Command): Command[] {
  return command.commands.flatMap((inner) => [inner, ...everyCommand(inner)])
}

function tell(error: unknown): 0 | 1 | 2 {
  // Commander has already said what is wrong; asking for help or the version is right.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof WrongUsage) {
    say(error.message)
    return 2
  }
  if (error instanceof Refusal) {
    say(error.message)
    for (const { pointer, message } of error.faults) {
      if (message !== error.message) say(`  ${pointer} ${message}`.trimEnd())
    }
    return 1
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}
