import type { Command } from 'commander'
import { doneBy } from '#database/doing.ts'
import { type House, openHouse } from '#house.ts'
import { createLog } from '#server/create-log.ts'
import { readEnvironment } from '#server/environment.ts'

/** The program was called in a way it does not know: exit code 2. */
export class WrongUsage extends Error {}

/** Opens the house for one command and closes it again, however the command ends. */
export async function withHouse<T>(
  command: Command,
  work: (house: House) => Promise<T>,
): Promise<T> {
  const { data } = command.optsWithGlobals<{ data?: string }>()
  // Only what goes wrong is told: a command speaks for itself.
  const { logLevel } = readEnvironment({ LOG_LEVEL: 'warn', ...process.env })
  const house = await openHouse({ dataFolder: data, log: createLog(logLevel) })
  try {
    return await doneBy({ actor: 'command', actorId: nameOf(command) }, () => work(house))
  } finally {
    await house.close()
  }
}

/** `api-key create`, without the program's own name. */
function nameOf(command: Command): string {
  const { parent } = command
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name()
}

/** JSON stands alone on stdout. */
export function printJson(value: unknown) {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function print(sentence: string) {
  process.stdout.write(`${sentence}\n`)
}

/** Beside the result: progress and advice go to stderr. */
export function say(sentence: string) {
  process.stderr.write(`${sentence}\n`)
}
