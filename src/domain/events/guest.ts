import { hash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { uuidText } from '#kernel/ids.ts'
import { keyText } from './versions.ts'

/** An anonymous event's guest is the same in every version and delivery of it. */
export function guestId(key: { source: string; externalId: string }): string {
  const digest = hash('sha256', `guest\u0000${keyText(key)}`, 'buffer')
  digest[6] = (digest[6]! & 0x0f) | 0x80
  digest[8] = (digest[8]! & 0x3f) | 0x80
  return uuidText(digest.toString('hex', 0, 16))
}

/** The ids of guests are of a version of their own, which no customer's id has. */
export const isGuestId = (id: RawBuilder<unknown>) =>
  sql<boolean>`get_byte(uuid_send(${id}), 6) >> 4 = 8`
