import type { Input } from '#contract/endpoint.ts'
import type {
  FindingView,
  lintProgram as lintEndpoint,
} from '#contract/endpoints/program-previews.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readGround, refuseFaulty } from '../definition/check-revision.ts'
import { readWholeProgram } from '../definition/read-program.ts'
import { type Finding, lintProgram } from '../lint.ts'
import { programWith, revisionOf } from './change-program.ts'
import { readOffer } from './offer.ts'

type Wish = Input<typeof lintEndpoint>['body']

/** The dead ends of the program in force, with a change that is not yet said where one is given. */
export async function lintChange(
  { database, clock }: Context,
  { change, ...given }: Wish,
): Promise<{ findings: FindingView[] }> {
  const now = clock.now()
  return await readOnly(database, async (tx) => {
    const known = await readWholeProgram(tx)
    const revision = change && revisionOf(change, now.toISOString(), known)
    if (revision) refuseFaulty(revision, await readGround(tx, known.rules, now.getTime()))
    const program = revision ? programWith(known, revision) : known
    const offer = await readOffer(tx, program, given, now)
    return { findings: findingsView(lintProgram(program, offer, now.getTime())) }
  })
}

export const findingsView = (findings: readonly Finding[]): FindingView[] =>
  findings.map(({ params, ...finding }) => ({ ...finding, params: { ...params } }))
