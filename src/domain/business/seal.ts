import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ivBytes = 12
const tagBytes = 16

/** What something is sealed for: keys of different purposes do not open each other's seals. */
export type SealPurpose =
  | 'idempotency reply'
  | 'connection secret'
  | 'delivery'
  | 'webhook secret'
  | 'authenticator'
  | 'provider secret'
  | 'place secret'
  | 'wallet key'
  | 'wallet token'
  | 'kept key'
  | 'guest ask'
  | 'mail'
  | 'mail password'

/** Bytes that only the same key and purpose open again: AES-256-GCM, as iv, tag and ciphertext. */
export function seal(content: string | Buffer, key: string, purpose: SealPurpose): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', derive(key, purpose), iv)
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** @throws Error where the key or the purpose is another, or a byte was changed */
export function open(sealed: Buffer, key: string, purpose: SealPurpose): Buffer {
  const iv = sealed.subarray(0, ivBytes)
  const decipher = createDecipheriv('aes-256-gcm', derive(key, purpose), iv)
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  const content = decipher.update(sealed.subarray(ivBytes + tagBytes))
  return Buffer.concat([content, decipher.final()])
}

/** A key as text, for hashes that nobody else can make. */
export const erasureKeyOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, 'stammgast', 'erased identities', 32)).toString('hex')

const derive = (key: string, purpose: SealPurpose) =>
  Buffer.from(hkdfSync('sha256', key, 'stammgast', purpose, 32))
