import type { Told } from '#domain/ledger/book.ts'
import { gatherGrants, gatherReversals } from './grant.ts'
import type { Decisions } from './run-program.ts'

/** What was decided of a customer, as the ledger is told of it. */
export const toldOf = (customerId: string, { grants, reversals }: Decisions): Told => ({
  customerId,
  grants: gatherGrants(grants),
  reversals: gatherReversals(reversals),
})

export const isAnythingTold = ({ grants, reversals }: Told): boolean =>
  grants.length + reversals.length > 0
