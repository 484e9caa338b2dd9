import { hash } from 'node:crypto'
import type { ReceiptCode } from './receipt-code.ts'

/**
 * What a signing unit signed when it closed this transaction: the log message of BSI TR-03151
 * (version 1.0.1, section 3), its parts in DER one after the other, without the signature and
 * without the sequence around them. Of its parts the receipt names some; the others are fixed, or
 * follow: the unit's serial number is the SHA-256 of its public key (TR-03153).
 *
 *     version INTEGER 2, type OBJECT IDENTIFIER 0.4.0.127.0.7.3.7.1.1 (transaction log),
 *     [0] operation, [1] till, [2] data, [3] type of data, [5] transaction number,
 *     serial number OCTET STRING, algorithm SEQUENCE { OBJECT IDENTIFIER },
 *     signature counter INTEGER, log time
 *
 * @returns null where algorithm or time format is none of those known here
 */
export function signedMessage(code: ReceiptCode, loggedAt: Date): Buffer | null {
  const algorithm = algorithms[code.algorithm]
  const time = timeOf(code.logTimeFormat, loggedAt)
  if (!algorithm || !time) return null
  return Buffer.concat([
    tagged(0x02, integer(2)),
    tagged(0x06, Buffer.from('04007f000703070101', 'hex')),
    tagged(0x80, Buffer.from('FinishTransaction')),
    tagged(0x81, Buffer.from(code.serial)),
    tagged(0x82, Buffer.from(code.processData)),
    tagged(0x83, Buffer.from(code.processType)),
    tagged(0x85, integer(code.transactionNumber)),
    tagged(0x04, hash('sha256', code.publicKey, 'buffer')),
    tagged(0x30, tagged(0x06, Buffer.from(`04007f000701010401${algorithm.last}`, 'hex'))),
    tagged(0x02, integer(code.signatureCounter)),
    time,
  ])
}

export type HashName = 'sha224' | 'sha256' | 'sha384' | 'sha512'

/** Under 0.4.0.127.0.7.1.1.4.1 (BSI TR-03111), by their last arc. */
const algorithms: Readonly<Record<string, { hash: HashName; last: string }>> = {
  'ecdsa-plain-SHA224': { hash: 'sha224', last: '02' },
  'ecdsa-plain-SHA256': { hash: 'sha256', last: '03' },
  'ecdsa-plain-SHA384': { hash: 'sha384', last: '04' },
  'ecdsa-plain-SHA512': { hash: 'sha512', last: '05' },
}

export const hashFor = (algorithm: string): HashName | null => algorithms[algorithm]?.hash ?? null

function timeOf(format: string, at: Date): Buffer | null {
  const digits = at.toISOString().replaceAll(/[-:T]/g, '')
  switch (format) {
    case 'unixTime':
      return tagged(0x02, integer(Math.floor(at.getTime() / 1000)))
    case 'utcTime':
      return tagged(0x17, Buffer.from(`${digits.slice(2, 12)}Z`))
    case 'utcTimeWithSeconds':
      return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
    case 'generalizedTime':
      return tagged(0x18, Buffer.from(`${digits.slice(0, 14)}Z`))
    case 'generalizedTimeWithMilliseconds':
      return tagged(0x18, Buffer.from(digits))
    default:
      return null
  }
}

/** Tag, length and content, as DER writes them. */
export function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes])
  return bytes < 0x100 ? Buffer.from([0x81, bytes]) : Buffer.from([0x82, bytes >> 8, bytes & 0xff])
}

/** Not negative: a leading zero where the first bit would say so. */
function integer(value: number): Buffer {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return bytes[0]! < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes])
}
