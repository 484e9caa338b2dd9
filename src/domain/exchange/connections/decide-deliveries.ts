import { sql } from 'kysely'
import type { ConnectionKind } from '#contract/endpoints/connections.ts'
import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { EventInput } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { listEventTypes } from '#domain/events/event-types.ts'
import { checkEvent } from '#domain/events/prepare.ts'
import type { Within } from '#domain/events/record.ts'
import { isRejectedValue, recordInto } from '#domain/events/record-events.ts'
import { nameCustomers } from '../name-customers.ts'
import { type Decision, decisionOf, type Intake } from './decision.ts'
import { openBody } from './keep-deliveries.ts'
import type { DefinedTypes } from './segment-call.ts'
import { translate } from './translate.ts'
import { refused, type Translation } from './translation.ts'
import { writeConsents } from './write-consents.ts'
import { writePersons } from './write-persons.ts'

export type Deciding = Context & {
  within: readonly Within[]
  sealKey: string
}

const deliveriesPerBatch = 200

type Row = {
  connectionId: string
  deliveryId: string
  kind: ConnectionKind
  source: string
  topic: string
  body: Buffer
  receivedAt: Date
}

/**
 * Decides the deliveries that wait, in the order they came, several at once: what they say and
 * what became of them is one transaction, so a crash leaves them waiting.
 * @returns how many were decided
 */
export async function decideDeliveries(deciding: Deciding): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select delivery_id as id
    from deliveries join connections using (connection_id)
    where outcome = 'waiting' and state <> 'paused'
    order by delivery_id limit ${deliveriesPerBatch}`.execute(deciding.database.kysely)
  const defined = await definedTypes(deciding)
  return await decideHalving(
    deciding,
    defined,
    rows.map(({ id }) => id),
  )
}

/** A value that only the database rejects is found by halving, and refused alone. */
async function decideHalving(
  deciding: Deciding,
  defined: DefinedTypes,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0
  try {
    return await transaction(deciding.database, (tx) => decide(tx, deciding, defined, ids))
  } catch (error) {
    if (!isRejectedValue(error)) throw error
    if (ids.length === 1) return await refuse(deciding, ids[0]!)
    const middle = ids.length >> 1
    return (
      (await decideHalving(deciding, defined, ids.slice(0, middle))) +
      (await decideHalving(deciding, defined, ids.slice(middle)))
    )
  }
}

async function decide(
  tx: Tx,
  deciding: Deciding,
  defined: DefinedTypes,
  ids: readonly string[],
): Promise<number> {
  const rows = await lockWaiting(tx, ids)
  if (rows.length === 0) return 0
  const translations = rows.map((row) => translateRow(row, deciding, defined))
  const intakes = await recordAll(tx, deciding, translations)
  const told = rows.flatMap(({ connectionId }, index) => {
    const said = translations[index]!
    return said.kind === 'person' ? [{ index, connectionId, person: said.person }] : []
  })
  const described = await writePersons(tx, told, deciding)
  const heard = await writeConsents(tx, told, deciding.clock.now())
  await save(
    tx,
    rows.map(({ connectionId, deliveryId }, index) => ({
      connectionId,
      deliveryId,
      ...decisionOf(
        translations[index]!,
        intakes[index]!,
        described.get(index) ?? heard.get(index),
      ),
    })),
  )
  return rows.length
}

async function lockWaiting(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select connection_id as "connectionId", delivery_id as "deliveryId", kind, source, topic, body,
      received_at as "receivedAt"
    from deliveries join connections using (connection_id)
    where delivery_id = any(${ids}::uuid[]) and outcome = 'waiting'
    order by delivery_id
    for no key update of deliveries skip locked`.execute(tx)
  return rows
}

/** What nobody can read (sealed under a secret that is gone) must not hold up all that follows. */
function translateRow(row: Row, { sealKey, log }: Deciding, defined: DefinedTypes): Translation {
  try {
    const content: unknown = JSON.parse(openBody(row.body, sealKey).toString())
    return translate(row.kind, { ...row, content }, defined)
  } catch (error) {
    log.error({ delivery: row.deliveryId, err: error }, 'a delivery could not be read')
    return refused('', 'delivery_unreadable', '')
  }
}

/** One intake for all of them; what each event came to goes back to its delivery. */
async function recordAll(
  tx: Tx,
  { clock, within, erasureKey }: Deciding,
  translations: readonly Translation[],
): Promise<Intake[]> {
  const intakes: Intake[] = translations.map(() => [])
  const events: EventInput[] = []
  const places: number[] = []
  translations.forEach((said, index) => {
    for (const event of said.kind === 'events' ? said.events : []) {
      const checked = checkEvent(event)
      if ('event' in checked) {
        events.push(checked.event)
        places.push(index)
      } else intakes[index]!.push({ status: 'refused', code: checked.code, errors: checked.faults })
    }
  })
  const outcomes =
    events.length > 0 ? await recordInto(tx, events, { now: clock.now(), within, erasureKey }) : []
  const names = new Map<string, string>()
  outcomes.forEach((outcome, at) => {
    const said = translations[places[at]!]!
    intakes[places[at]!]!.push(outcome)
    const customerId = customerOf(outcome)
    if (customerId && said.kind === 'events' && said.name) names.set(customerId, said.name)
  })
  await nameCustomers(tx, names)
  return intakes
}

const customerOf = (outcome: IntakeOutcome): string | null =>
  outcome.status === 'refused' ? null : outcome.customerId

type Saved = Decision & { connectionId: string; deliveryId: string }

async function save(tx: Tx, decisions: readonly Saved[]): Promise<void> {
  await sql`
    update deliveries set outcome = decided.outcome, reason = decided.reason,
      reference = decided.reference, customer_ids = decided.customer_ids, decided_at = ${new Date()}
    from json_to_recordset(${JSON.stringify(decisions.map(asRow))}::json) as decided
      (connection_id uuid, delivery_id uuid, outcome text, reason jsonb, reference text, customer_ids uuid[])
    where deliveries.connection_id = decided.connection_id
      and deliveries.delivery_id = decided.delivery_id`.execute(tx)
}

const asRow = ({ connectionId, deliveryId, outcome, reason, reference, customerIds }: Saved) => ({
  connection_id: connectionId,
  delivery_id: deliveryId,
  outcome,
  reason,
  reference: reference.replaceAll('\0', '').slice(0, 100).toWellFormed(),
  customer_ids: customerIds,
})

async function refuse({ database }: Deciding, deliveryId: string): Promise<number> {
  await sql`
    update deliveries
    set outcome = 'refused', decided_at = ${new Date()}, reason = '{"code":"value_rejected","text":""}'
    where delivery_id = ${deliveryId} and outcome = 'waiting'`.execute(database.kysely)
  return 1
}

async function definedTypes({ database }: Deciding): Promise<DefinedTypes> {
  const types = await listEventTypes(database)
  return new Map(types.map(({ name, properties }) => [name, new Set(Object.keys(properties))]))
}
