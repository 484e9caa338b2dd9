import type { AccountingSettings } from '#contract/endpoints/liability.ts'
import { type Fault, Refusal } from '#kernel/errors.ts'
import type { Accounts, Mandate } from './booking.ts'
import type { Movement } from './movement.ts'

/** Refuses until the adviser has said all that the chosen method and these movements need. */
export function completeSettings(
  settings: AccountingSettings,
  movements: readonly Movement[] = [],
): { mandate: Mandate; accounts: Accounts } {
  const { method, consultantNumber, clientNumber, yearBeginsIn, accountDigits } = settings
  const { liabilityAccount, revenueAccount, breakageAccount } = settings
  const { provisionAccount, expenseAccount } = settings
  const mandate = { consultantNumber, clientNumber, yearBeginsIn, accountDigits }
  const accounts =
    method === 'deferral'
      ? { liabilityAccount, revenueAccount, breakageAccount }
      : { provisionAccount, expenseAccount }
  const moved = movements.flatMap(({ account, contra }) => [account, contra])
  const others = Object.fromEntries(moved.map((name) => [name, settings[name]]))
  refuseMissing({ ...mandate, ...accounts, ...others })
  // Nothing of them is null any more.
  return { mandate: mandate as Mandate, accounts: { method, ...accounts } as Accounts }
}

function refuseMissing(needed: Record<string, unknown>): void {
  const faults = Object.entries(needed)
    .filter(([, value]) => value === null)
    .map(([name]): Fault => {
      return { pointer: `/${name}`, code: 'accounting_incomplete', message: 'is not set yet' }
    })
  if (faults.length === 0) return
  const names = faults.map(({ pointer }) => pointer.slice(1)).join(', ')
  const message = `The tax adviser has yet to say: ${names}.`
  throw new Refusal('conflict', 'accounting_incomplete', message, faults)
}
