import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { malformed } from '#kernel/errors.ts'
import { unreadable } from './format.ts'

/**
 * A sealed copy: this line, a salt, then frames of AES-256-GCM, each with its length before and its
 * tag behind. The key is drawn from the passphrase by scrypt; the nonce counts the frames, and the
 * last one is marked, so that frames can be neither swapped nor cut off.
 */
export const sealedMark = Buffer.from('STAMMGAST-SEALED-1\n')

const saltBytes = 16
const lengthBytes = 4
const tagBytes = 16
const frameBytesMax = 65_536
const passphraseCharactersLeast = 12

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
const keyOf = (passphrase: string, salt: Buffer) =>
  derive(passphrase, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 })

/** @throws Refusal where a passphrase is too short to guard anything */
export function refuseWeakPassphrase(passphrase: string): void {
  if (passphrase.length >= passphraseCharactersLeast) return
  throw malformed(
    'backup_passphrase_weak',
    `The passphrase of a copy has at least ${passphraseCharactersLeast} characters.`,
  )
}

export async function* sealFrames(
  source: AsyncIterable<Buffer>,
  passphrase: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  const key = await keyOf(passphrase, salt)
  yield Buffer.concat([sealedMark, salt])
  let number = 0
  let waiting: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    waiting = Buffer.concat([waiting, chunk])
    for (; waiting.length > frameBytesMax; waiting = waiting.subarray(frameBytesMax)) {
      yield sealFrame(waiting.subarray(0, frameBytesMax), { key, number: number++, last: false })
    }
  }
  yield sealFrame(waiting, { key, number, last: true })
}

type Place = { key: Buffer; number: number; last: boolean }

function sealFrame(content: Buffer, place: Place): Buffer {
  const cipher = createCipheriv('aes-256-gcm', place.key, nonceOf(place))
  cipher.setAAD(markOf(place))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([length, sealed, cipher.getAuthTag()])
}

function nonceOf({ number }: Place): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 6, 6)
  return nonce
}

const markOf = ({ last }: Place) => Buffer.from([last ? 1 : 0])

/** @throws Refusal where the passphrase is another, or the file was changed or cut off */
export async function* openFrames(
  source: AsyncIterable<Buffer>,
  passphrase: string,
): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let key: Buffer | null = null
  let number = 0
  for await (const chunk of source) {
    waiting = Buffer.concat([waiting, chunk])
    if (!key) {
      const begin = sealedMark.length + saltBytes
      if (waiting.length < begin) continue
      key = await keyOf(passphrase, waiting.subarray(sealedMark.length, begin))
      waiting = waiting.subarray(begin)
    }
    // One frame is kept back: only what nothing follows is the last.
    for (let frame = frameOf(waiting); frame && frame.rest.length > 0; frame = frameOf(waiting)) {
      yield openFrame(frame.bytes, { key, number: number++, last: false })
      waiting = frame.rest
    }
  }
  const last = frameOf(waiting)
  if (!key || !last) throw unreadable('it breaks off.')
  yield openFrame(last.bytes, { key, number, last: true })
}

function frameOf(waiting: Buffer): { bytes: Buffer; rest: Buffer } | null {
  if (waiting.length < lengthBytes) return null
  const length = waiting.readUInt32BE()
  if (length > frameBytesMax) throw unreadable('it was changed.')
  const end = lengthBytes + length + tagBytes
  if (waiting.length < end) return null
  return { bytes: waiting.subarray(lengthBytes, end), rest: waiting.subarray(end) }
}

function openFrame(bytes: Buffer, place: Place): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', place.key, nonceOf(place))
  decipher.setAAD(markOf(place))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const content = decipher.update(bytes.subarray(0, bytes.length - tagBytes))
  try {
    return Buffer.concat([content, decipher.final()])
  } catch (error) {
    const why =
      place.number === 0
        ? 'the passphrase is another, or the file was changed.'
        : 'it was changed or breaks off.'
    throw unreadable(why, error)
  }
}
