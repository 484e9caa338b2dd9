import { createHmac, timingSafeEqual } from 'node:crypto'

const stepSeconds = 30
const codeDigits = 6
/** Clocks differ: the code before and the one after count as well. */
const stepsAround = [0, -1, 1]

/** The number of thirty-second steps since 1970. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds)

/** The code of one step: RFC 6238 with SHA-1, as every authenticator app knows it. */
export function codeOf(secret: Buffer, step: number, digits = codeDigits): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest.at(-1)! & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** Of which step around now a code is, or null where it is of none. */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const steps = stepsAround.map((around) => stepAt(now) + around)
  return steps.find((step) => same(codeOf(secret, step), code)) ?? null
}

function same(one: string, other: string): boolean {
  const [ours, given] = [Buffer.from(one), Buffer.from(other)]
  return ours.length === given.length && timingSafeEqual(ours, given)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, without padding: what authenticator apps take. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits.replaceAll(/.{1,5}/g, (five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]!)
}

/** What the picture says that an authenticator app reads. */
export function keyUri(secret: Buffer, { issuer, email }: { issuer: string; email: string }) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
