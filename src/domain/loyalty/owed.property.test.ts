import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceOf } from '#domain/ledger/account.ts'
import { strictPolicy } from '#domain/ledger/policy.ts'
import { settle } from '#domain/ledger/settle.ts'
import { anyLife, anyProgram } from '../../../tests/program-lives.ts'
import { gatherGrants, gatherReversals } from './grant.ts'
import { planOf } from './program.ts'
import { replayProgram } from './run-program.ts'

const later = Date.UTC(2027, 6, 1)

test('what the ledger owes in the end is what was granted less what was taken back', () => {
  let owed = 0
  fc.assert(
    fc.property(anyProgram, anyLife, (program, life) => {
      const { grants, reversals } = replayProgram(life, [], planOf(program))
      for (const currency of ['points', 'stars']) {
        const own = {
          grants: gatherGrants(grants.filter((grant) => grant.currency === currency)),
          reversals: gatherReversals(
            reversals.filter((reversal) => reversal.currency === currency),
          ),
          acts: [],
        }
        const given = own.grants.reduce((sum, { points }) => sum + points, 0)
        const taken = own.reversals.reduce((sum, { points }) => sum + points, 0)
        expect(balanceOf(settle(own, strictPolicy, later).account)).toBe(given - taken)
        if (taken > 0 && given > taken) owed++
      }
    }),
    { numRuns: 500 },
  )
  expect(owed).toBeGreaterThan(10)
})
