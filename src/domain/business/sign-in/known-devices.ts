import { sql } from 'kysely'
import type { Queryable, Tx } from '#database/transaction.ts'
import { hashOf } from '../api-keys.ts'

/** Somebody has signed in from this device: their next tries are counted by it alone. */
export async function knowDevice(tx: Tx, staffId: string, device: string): Promise<void> {
  await sql`
    insert into known_devices (device_hash, staff_id, used_at)
    values (${hashOf(device)}, ${staffId}, ${new Date()})
    on conflict (device_hash, staff_id) do update set used_at = excluded.used_at
  `.execute(tx)
}

/** Whether whoever has this e-mail, or this id, has signed in from this device before. */
export async function isDeviceKnown(
  { kysely }: Queryable,
  device: string,
  who: { email: string } | { staffId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from known_devices
    join staff using (staff_id)
    where device_hash = ${hashOf(device)}
      and ${'email' in who ? sql`email = ${who.email}` : sql`staff_id = ${who.staffId}`}
  `.execute(kysely)
  return rows.length > 0
}
