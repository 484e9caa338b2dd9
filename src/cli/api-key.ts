import { type Command, Option } from 'commander'
import { type Scope, scopes } from '#contract/permissions.ts'
import { createApiKey } from '#domain/business/api-keys.ts'
import { print, printJson, say, withHouse } from './command.ts'

type Options = { name: string; scope: Scope[]; json?: true }

export function register(program: Command) {
  program
    .command('api-key')
    .description('keys for programs that use the API')
    .command('create')
    .description('create a key and show it this once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(
      new Option('--scope <scope...>', 'what it may do').choices(scopes).makeOptionMandatory(),
    )
    .option('--json', 'print JSON')
    .action(async ({ name, scope, json }: Options, command: Command) => {
      const { apiKey, secret } = await withHouse(command, ({ context }) =>
        createApiKey(context, { name, scopes: scope }, null),
      )
      if (json) return printJson({ name: apiKey.name, scopes: apiKey.scopes, secret })
      print(secret)
      say('This key is shown only now. Keep it where only your program can read it.')
    })
}
