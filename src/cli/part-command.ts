import { type Command, InvalidArgumentError } from 'commander'
import type { Part } from '#domain/business/machines/machine.ts'
import { readEnvironment } from '#server/environment.ts'

/** Registers a command that does one part of the program until it is stopped. */
export function registerPart(program: Command, part: Part, name: string, description: string) {
  const command = program.command(name).description(description)
  if (part !== 'work')
    command.option('--port <port>', 'where to listen (or PORT; 0 takes a free one)', readPort)
  command.action(async ({ port }: { port?: number }, called: Command) => {
    const environment = readEnvironment()
    const { data } = called.optsWithGlobals<{ data?: string }>()
    // The web is a large part of the program, and no other command needs it.
    const { runProgram } = await import('./run-program.ts')
    await runProgram(part, data, { ...environment, port: port ?? environment.port })
  })
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
