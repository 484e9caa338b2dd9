import { createHash, createPublicKey, verify } from 'node:crypto'
import { type OfflineEntry, offlineEntry } from '#contract/language/offline-entry.ts'

export type Delivery = { signed: string; signature: string }

/** An entry that could be read, and whether its device signed it. */
export type ReadEntry = { entry: OfflineEntry; hash: Buffer; isSigned: boolean }

/** Null where it is no entry of this device. */
export function readEntry(
  { signed, signature }: Delivery,
  { id: deviceId, publicKey }: { id: string; publicKey: Buffer },
): ReadEntry | null {
  const parsed = offlineEntry.safeParse(jsonOf(signed))
  if (!parsed.success || parsed.data.device !== deviceId) return null
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' })
  const given = Buffer.from(signature, 'base64')
  return {
    entry: parsed.data,
    hash: createHash('sha256').update(signed).digest(),
    // Browsers sign with both halves side by side.
    isSigned: verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, given),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is no entry either.
    return null
  }
}
