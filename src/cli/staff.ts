import { type Command, Option } from 'commander'
import { addStaff as addStaffEndpoint } from '#contract/endpoints/staff.ts'
import { type Role, roles } from '#contract/permissions.ts'
import type { Queryable } from '#database/transaction.ts'
import { resetSecondFactor } from '#domain/business/sign-in/second-factor.ts'
import { addStaff, findStaffId, renewSetUpLink } from '#domain/business/staff.ts'
import { listStores } from '#domain/business/stores.ts'
import { readEnvironment } from '#server/environment.ts'
import { print, printJson, say, WrongUsage, withHouse } from './command.ts'

export function register(program: Command) {
  const staff = program.command('staff').description('people who may sign in')
  registerAdd(staff)
  registerLink(staff)
  registerReset(staff)
}

type AddOptions = { email: string; role: Role; name?: string; stores?: string[]; json?: true }

function registerAdd(staff: Command) {
  staff
    .command('add')
    .description('add a person and print the set-up link to hand over')
    .requiredOption('--email <email>', 'what they sign in with')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--name <name>', 'what they are called')
    .option('--stores <codes...>', 'only these stores, by their codes')
    .option('--json', 'print JSON')
    .action(async (options: AddOptions, command: Command) => {
      const { email, name, role } = readPerson(options)
      const { setUp } = await withHouse(command, async ({ context }) => {
        const storeIds = await storeIdsOf(context.database, options.stores ?? null)
        return await addStaff(context, { email, name, role, storeIds })
      })
      printLink(setUp, options.json)
    })
}

function registerLink(staff: Command) {
  staff
    .command('link')
    .description('print a new set-up link, for an invitation that ran out or a forgotten password')
    .requiredOption('--email <email>', 'what they sign in with')
    .option('--json', 'print JSON')
    .action(async ({ email, json }: { email: string; json?: true }, command: Command) => {
      const setUp = await withHouse(command, async ({ context }) =>
        renewSetUpLink(context, await findStaffId(context.database, email)),
      )
      printLink(setUp, json)
    })
}

/** For whoever lost the phone and is the only owner: at the machine itself. */
function registerReset(staff: Command) {
  staff
    .command('reset-second-factor')
    .description('take away app, passkeys and recovery codes; the next sign-in takes the password')
    .requiredOption('--email <email>', 'what they sign in with')
    .action(async ({ email }: { email: string }, command: Command) => {
      await withHouse(command, async ({ context }) =>
        resetSecondFactor(context, await findStaffId(context.database, email)),
      )
      say('The password alone signs in again. All sessions of this person have ended.')
    })
}

/** The contract decides here too what an e-mail address and a name are. */
function readPerson({ email, name, role }: AddOptions) {
  const parsed = addStaffEndpoint.body.safeParse({ email, name, role })
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(
    ({ path, message }) => `--${path.join('.')}: ${message}`,
  )
  throw new WrongUsage(sentences.join('\n'))
}

async function storeIdsOf(database: Queryable, codes: string[] | null): Promise<string[] | null> {
  if (codes === null) return null
  const stores = new Map((await listStores(database, null)).map(({ code, id }) => [code, id]))
  return codes.map((code) => {
    const id = stores.get(code)
    if (id === undefined) throw new WrongUsage(`There is no store with the code ${code}.`)
    return id
  })
}

function printLink({ path, expiresAt }: { path: string; expiresAt: Date }, json: true | undefined) {
  const { publicUrl, port } = readEnvironment()
  const link = new URL(path, publicUrl ?? `http://127.0.0.1:${port}`).href
  if (json) return printJson({ link, expiresAt })
  print(link)
  say(`The link works once, until ${expiresAt.toISOString()}.`)
}
