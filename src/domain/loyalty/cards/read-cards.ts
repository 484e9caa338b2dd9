import type { ProgramRevisionView } from '#contract/endpoints/programs.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import {
  inForceOf,
  plannedOf,
  readRevisions,
  type SaidRevision,
  viewOf,
} from '../definition/revision-rows.ts'
import { cardsSaid } from './card-rows.ts'

/** Each card as it is now, or as it will begin: in force first, then planned, then ended. */
export async function listCards({
  database,
  clock,
}: Context): Promise<{ items: ProgramRevisionView[] }> {
  const now = clock.now().getTime()
  const said = await readOnly(database, (tx) => readRevisions(tx, 'stamp_card'))
  const items = cardsSaid(said).map(([, ofOne]) => viewOf(currentOf(ofOne, now), ofOne, now))
  return { items: items.toSorted((one, other) => rankOf(one) - rankOf(other)) }
}

export async function readCard(context: Context, key: string): Promise<ProgramRevisionView> {
  const { items } = await listCards(context)
  const card = items.find(({ content }) => 'key' in content && content.key === key)
  if (!card) throw notFound('stamp_card')
  return card
}

/** What is in force, else what begins next; of one that ended for good, its end. */
function currentOf(ofOne: readonly SaidRevision[], nowMillis: number): SaidRevision {
  const inForce = inForceOf(ofOne, nowMillis)
  if (inForce && !hasEnded(inForce)) return inForce
  return plannedOf(ofOne, nowMillis)[0] ?? inForce ?? ofOne.at(-1)!
}

const hasEnded = ({ content }: Pick<SaidRevision, 'content'>): boolean =>
  'status' in content && content.status === 'ended'

function rankOf(card: ProgramRevisionView): number {
  if (hasEnded(card)) return 2
  return card.state === 'in_force' ? 0 : 1
}
