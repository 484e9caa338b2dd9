import type { Command } from 'commander'
import type { Context } from '#database/context.ts'
import { verifyCompanies } from '#domain/companies/verify.ts'
import { verifyConsents } from '#domain/customers/consent/verify.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyStock } from '#domain/loyalty/gifts/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { verifyActs } from '#domain/loyalty/verify-acts.ts'
import { verifyVouchers } from '#domain/loyalty/vouchers/verify.ts'
import { verifyChains } from '#domain/people/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { Refusal } from '#kernel/errors.ts'
import { print, printJson, say, withHouse } from './command.ts'

const differencesShown = 20

/** What of all that is kept differs from what log, books and acts say, module by module. */
export async function verifyAll(
  context: Context,
  onProgress: (customers: number) => void = () => undefined,
) {
  const profiles = await verifyProfiles(context, onProgress)
  const ledger = await verifyLedger(context)
  const chains = await verifyChains(context)
  const program = await verifyProgram(context)
  const stock = await verifyStock(context)
  const acts = await verifyActs(context)
  const vouchers = await verifyVouchers(context)
  const consents = await verifyConsents(context)
  const companies = await verifyCompanies(context)
  const all = [profiles, ledger, chains, program, stock, acts, vouchers, consents, companies]
  return {
    ...{ ...profiles, ...ledger, ...program, ...stock, ...vouchers, ...consents, ...companies },
    differences: all.flatMap((one) => one.differences),
  }
}

/** Rebuilds all state from the log, compares, and fails if anything differs. Writes nothing. */
export function register(program: Command) {
  program
    .command('verify')
    .description('rebuild every figure from the log and compare; exit 0 only if nothing differs')
    .option('--json', 'print the result as JSON')
    .action(async (options: { json?: boolean }, command: Command) => {
      await withHouse(command, async ({ context }) => {
        const result = await verifyAll(context, (customers) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${customers} customers compared `)
        })
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
