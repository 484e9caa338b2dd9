import { type Command, InvalidArgumentError } from 'commander'
import { readEnvironment } from '#server/environment.ts'

export function register(program: Command) {
  program
    .command('start')
    .description('start the program and print the address it answers at')
    .option('--port <port>', 'where to listen (or PORT; 0 takes a free one)', readPort)
    .action(async ({ port }: { port?: number }, command: Command) => {
      const environment = readEnvironment()
      const { data } = command.optsWithGlobals<{ data?: string }>()
      // The web is a large part of the program, and no other command needs it.
      const { serve } = await import('./serve.ts')
      await serve(data, { ...environment, port: port ?? environment.port })
    })
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}
