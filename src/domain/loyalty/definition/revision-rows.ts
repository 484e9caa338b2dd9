import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { ProgramRevisionView } from '#contract/endpoints/programs.ts'
import type { Tx } from '#database/transaction.ts'
import { latest } from '../program.ts'
import type { ProgramRevision } from '../program-rows.ts'

/** A revision with what is known about its saying. */
export type SaidRevision = ProgramRevision & { revision: number; recordedAt: Date }
export type RevisionKind = ProgramRevision['kind']

/** All that was said, or all of one kind, in the order in which it was. */
export async function readRevisions(tx: Tx, kind?: RevisionKind): Promise<SaidRevision[]> {
  const { rows } = await sql<SaidRevision>`
    select kind, revision, content, recorded_at as "recordedAt"
    from program_revisions
    where ${kind ?? null}::text is null or kind = ${kind ?? null}
    order by revision`.execute(tx)
  return rows
}

export const keyOf = (revision: ProgramRevision): string =>
  'key' in revision.content ? revision.content.key : ''

/** Those of one rule or ladder, or of what a program has one of. */
export const revisionsOf = <Said extends ProgramRevision>(
  said: readonly Said[],
  { kind, key }: { kind: RevisionKind; key: string },
): Said[] => said.filter((one) => one.kind === kind && keyOf(one) === key)

/** Of revisions of one thing, the one in force at an instant; null: it has not begun. */
export function inForceOf<Said extends ProgramRevision>(
  ofOne: readonly Said[],
  atMillis: number,
): Said | null {
  const starts = ofOne.map((said) => ({ validFrom: said.content.validFrom, said }))
  return latest(starts, atMillis)?.said ?? null
}

/** Those that begin later and were not said anew for the same instant, the soonest first. */
export function plannedOf<Said extends ProgramRevision>(
  ofOne: readonly Said[],
  afterMillis: number,
): Said[] {
  const byStart = new Map<number, Said>()
  for (const said of ofOne) {
    const start = Date.parse(said.content.validFrom)
    if (start > afterMillis) byStart.set(start, said)
  }
  return [...byStart].sort(([a], [b]) => a - b).map(([, said]) => said)
}

/** Whether two revisions say the same, whenever they begin. */
export function saysTheSame(a: ProgramRevision, b: ProgramRevision): boolean {
  return isDeepStrictEqual(plain(a.content), plain(b.content))
}

/** As the database gives it back: what is undefined is left out. */
function plain({ validFrom: _, ...content }: ProgramRevision['content']): unknown {
  return JSON.parse(JSON.stringify(content))
}

export function viewOf(
  said: SaidRevision,
  all: readonly SaidRevision[],
  nowMillis: number,
): ProgramRevisionView {
  const ofOne = revisionsOf(all, { kind: said.kind, key: keyOf(said) })
  return { ...said, state: stateOf(said, ofOne, nowMillis) }
}

function stateOf(said: SaidRevision, ofOne: readonly SaidRevision[], nowMillis: number) {
  if (inForceOf(ofOne, nowMillis)?.revision === said.revision) return 'in_force'
  const planned = plannedOf(ofOne, nowMillis).some(({ revision }) => revision === said.revision)
  return planned ? 'planned' : 'past'
}
