import { hash } from 'node:crypto'
import { keyText } from './versions.ts'

/** An anonymous event's guest is the same in every version and delivery of it. */
export function guestId(key: { source: string; externalId: string }): string {
  const digest = hash('sha256', `guest\u0000${keyText(key)}`, 'buffer')
  digest[6] = (digest[6]! & 0x0f) | 0x80
  digest[8] = (digest[8]! & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
