import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { ReceiptCode } from './receipt-code.ts'
import { hashFor, signedMessage, tagged } from './signed-message.ts'

/**
 * When the receipt was closed, if its signature is that of its own public key; else null. Whether
 * that key is one of ours is for whoever asks.
 *
 * What was signed is the instant; what is printed is a clock reading, and tills write local time
 * as if it were UTC, or leave the zone out. So each reading is tried, and the signature tells.
 */
export function checkSignature(code: ReceiptCode, zone: TimeZone): Date | null {
  const key = keyOf(code.publicKey)
  const hash = hashFor(code.algorithm)
  if (!key || !hash) return null
  const dsaEncoding = code.signature.length === code.publicKey.length - 1 ? 'ieee-p1363' : 'der'
  const isSigned = (at: Date) => {
    const message = signedMessage(code, at)
    return message !== null && verify(hash, message, { key, dsaEncoding }, code.signature)
  }
  return readingsOf(code.logTime, zone).find(isSigned) ?? null
}

const written = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*(Z|[+-]\d\d:\d\d)?$/

/** What a printed time may mean: as written, as the clock on the wall, as UTC. */
function readingsOf(text: string, zone: TimeZone): Date[] {
  const parts = written.exec(text)
  if (!parts) return []
  const asUtc = new Date(`${parts[1]}T${parts[2]}Z`)
  const asWritten = new Date(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`)
  const readings = [asWritten, asUtc].filter((at) => !Number.isNaN(at.getTime()))
  return readings.length < 2 ? [] : [asWritten, zone.instantOf(asUtc.getTime()), asUtc]
}

/** Curves of TR-03116-5 and those met in the field, by the bytes of an uncompressed point. */
const curves: Readonly<Record<number, readonly string[]>> = {
  65: ['2a8648ce3d030107', '2b2403030208010107'],
  97: ['2b81040022', '2b240303020801010b'],
  129: ['2b240303020801010d'],
}

/** The key, on the curve that its point lies on; null: on none of ours. */
export function keyOf(point: Buffer): KeyObject | null {
  if (point[0] !== 0x04) return null
  for (const curve of curves[point.length] ?? []) {
    try {
      return createPublicKey({ key: wrapped(point, curve), format: 'der', type: 'spki' })
    } catch {
      // Not on this curve: the next may be it.
    }
  }
  return null
}

const ellipticCurveKey = Buffer.from('2a8648ce3d0201', 'hex')

/** As RFC 5480 writes public keys. */
const wrapped = (point: Buffer, curve: string) =>
  tagged(
    0x30,
    Buffer.concat([
      tagged(
        0x30,
        Buffer.concat([tagged(0x06, ellipticCurveKey), tagged(0x06, Buffer.from(curve, 'hex'))]),
      ),
      tagged(0x03, Buffer.concat([Buffer.from([0]), point])),
    ]),
  )
