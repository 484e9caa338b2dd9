import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { parseReceiptCode } from '#domain/exchange/tills/receipt-code.ts'
import { signedMessage } from '#domain/exchange/tills/signed-message.ts'

/** A signing unit of our own: what it signs is real, the device is not. */
export type SigningUnit = { privateKey: KeyObject; publicKey: string }

export function signingUnit(namedCurve = 'brainpoolP256r1'): SigningUnit {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  const { x, y } = rawPoint(publicKey)
  return { privateKey, publicKey: Buffer.concat([Buffer.from([4]), x, y]).toString('base64') }
}

/** The point is the end of the key in SPKI. */
function rawPoint(key: KeyObject): { x: Buffer; y: Buffer } {
  const der = key.export({ format: 'der', type: 'spki' })
  const point = der.subarray(der.length - 64)
  return { x: point.subarray(0, 32), y: point.subarray(32) }
}

const usual = signingUnit()

export type Signed = {
  unit?: SigningUnit
  serial?: string
  kind?: string
  /** Gross, by tax rate. */
  amounts?: string
  /** Instead of `amounts`: all at the first rate, in cents. */
  cents?: number
  transaction?: number
  at?: string
  /** As printed. */
  logTime?: string
  logTimeFormat?: string
}

/** The code of a receipt as a till prints it. */
export function signedReceipt(said: Signed = {}): string {
  const { unit = usual, serial = 'KASSE-1', kind = 'Beleg', transaction = 7 } = said
  const { at = '2026-11-21T09:30:00.000Z', logTime = at, logTimeFormat = 'unixTime' } = said
  const euros = ((said.cents ?? 450) / 100).toFixed(2)
  const { amounts = `${euros}_0.00_0.00_0.00_0.00` } = said
  const fields = (signature: string) =>
    [
      'V0',
      serial,
      'Kassenbeleg-V1',
      `${kind}^${amounts}^${euros}:Bar`,
      transaction,
      transaction * 2,
      logTime,
      logTime,
      'ecdsa-plain-SHA256',
      logTimeFormat,
      signature,
      unit.publicKey,
    ].join(';')
  const message = signedMessage(parseReceiptCode(fields('AAAA')), new Date(at))!
  const signature = sign('sha256', message, { key: unit.privateKey, dsaEncoding: 'ieee-p1363' })
  return fields(signature.toString('base64'))
}
