import { sql } from 'kysely'
import type { testType } from '#contract/language/webhook-type.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import { newId, publicId } from '#kernel/ids.ts'
import type { Told } from './compose-messages.ts'

type Message = Omit<Told, 'type'> & { id: string; type: Told['type'] | typeof testType }

/** The body, letter by letter as it is signed and sent. */
export const bodyOf = ({
  id,
  type,
  occurredAt,
  data,
}: Pick<Message, 'id' | 'type' | 'occurredAt' | 'data'>) =>
  JSON.stringify({ id: publicId('msg', id), type, occurredAt, data })

/** Puts messages on their way to every webhook that wants them, in their order. */
export async function keepMessages(tx: Tx, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  const messages = told.map((one, place) => ({ ...one, id: newId(), place }))
  const rows = unnestRows<(typeof messages)[number]>(
    'told',
    [
      { name: 'message_id', type: 'uuid', of: ({ id }) => id },
      { name: 'place', type: 'integer', of: ({ place }) => place },
      { name: 'type', type: 'text', of: ({ type }) => type },
      { name: 'customer_id', type: 'uuid', of: ({ customerId }) => customerId },
      { name: 'stream', type: 'uuid', of: ({ id, stream }) => stream ?? id },
      { name: 'xid', type: 'text', of: ({ xid }) => xid },
      { name: 'imported', type: 'boolean', of: ({ isImported }) => isImported },
      { name: 'body', type: 'text', of: bodyOf },
    ],
    messages,
  )
  await sql`
    with told as materialized (select * from ${rows}),
    wanted as materialized (
      select webhook_id, message_id, stream, place
      from told join webhooks on state <> 'gone' and (types is null or type = any(types))
        and (includes_imports or not imported) and xid::xid8 >= since
    ), kept as (
      insert into webhook_messages (message_id, type, customer_id, recorded_at, body)
      select message_id, type, customer_id, ${now}, body from told
      where message_id in (select message_id from wanted)
    )
    insert into webhook_deliveries (webhook_id, message_id, stream, next_at)
    select webhook_id, message_id, stream, ${now} from wanted order by place, webhook_id`.execute(
    tx,
  )
}
