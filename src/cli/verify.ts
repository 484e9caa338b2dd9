import type { Command } from 'commander'
import { verifyCompanies } from '#domain/companies/verify.ts'
import { verifyConsents } from '#domain/customers/consent/verify.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyStock } from '#domain/loyalty/gifts/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { Refusal } from '#kernel/errors.ts'
import { print, printJson, say, withHouse } from './command.ts'

const differencesShown = 20

/** Rebuilds all state from the log, compares, and fails if anything differs. Writes nothing. */
export function register(program: Command) {
  program
    .command('verify')
    .description('rebuild every figure from the log and compare; exit 0 only if nothing differs')
    .option('--json', 'print the result as JSON')
    .action(async (options: { json?: boolean }, command: Command) => {
      await withHouse(command, async ({ context }) => {
        const profiles = await verifyProfiles(context, (customers) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${customers} customers compared `)
        })
        const ledger = await verifyLedger(context)
        const program = await verifyProgram(context)
        const stock = await verifyStock(context)
        const consents = await verifyConsents(context)
        const companies = await verifyCompanies(context)
        const all = [profiles, ledger, program, stock, consents, companies]
        const differences = all.flatMap((one) => one.differences)
        const result = {
          ...{ ...profiles, ...ledger, ...program, ...stock, ...consents, ...companies },
          differences,
        }
        if (options.json) printJson(result)
        else if (result.differences.length === 0) {
          print(`${result.events} events of ${result.customers} customers replayed: no difference.`)
          print(
            `${result.movements} movements of ${result.accounts} accounts replayed: none either.`,
          )
        }
        if (result.differences.length === 0) return
        for (const { table, key, stored, replayed } of result.differences.slice(
          0,
          differencesShown,
        )) {
          say(`${table} ${key}\n  stored   ${stored}\n  replayed ${replayed}`)
        }
        throw new Refusal(
          'conflict',
          'figures_differ',
          'What is stored differs from what the log says.',
        )
      })
    })
}
