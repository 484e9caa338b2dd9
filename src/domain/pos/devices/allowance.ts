import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { clockAheadMinutesMax, type OfflineRules } from '#contract/endpoints/pos-devices.ts'

/** What a device may redeem without a network, from when until when. */
export type Allowance = {
  deviceId: string
  givenAt: Date
  expiresAt: Date
} & Pick<OfflineRules, 'redemptionsPerDay' | 'redemptionsPerCard'>

type Told = [
  deviceId: string,
  givenAtMillis: number,
  expiresAtMillis: number,
  perDay: number,
  perCard: number,
]

/** Derived from a key that stays when the program takes a new secret: devices come back later. */
export const allowanceKeyOf = (keptKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', keptKey, 'stammgast', 'till allowance', 32))

/** The allowance as a device carries it and hands it back. */
export function signAllowance(allowance: Allowance, key: Buffer): string {
  const { deviceId, givenAt, expiresAt, redemptionsPerDay, redemptionsPerCard } = allowance
  const times = [givenAt.getTime(), expiresAt.getTime()] as const
  const told: Told = [deviceId, ...times, redemptionsPerDay, redemptionsPerCard]
  const content = Buffer.from(JSON.stringify(told)).toString('base64url')
  return `${content}.${macOf(content, key)}`
}

/** Null where it was not signed by us. */
export function openAllowance(signed: string, key: Buffer): Allowance | null {
  const [content = '', mac = ''] = signed.split('.')
  const [given, made] = [Buffer.from(mac), Buffer.from(macOf(content, key))]
  if (given.length !== made.length || !timingSafeEqual(given, made)) return null
  // What we signed is what we wrote.
  const told = JSON.parse(Buffer.from(content, 'base64url').toString()) as Told
  const [deviceId, givenAtMillis, expiresAtMillis, redemptionsPerDay, redemptionsPerCard] = told
  return {
    ...{ deviceId, redemptionsPerDay, redemptionsPerCard },
    ...{ givenAt: new Date(givenAtMillis), expiresAt: new Date(expiresAtMillis) },
  }
}

const macOf = (content: string, key: Buffer) =>
  createHmac('sha256', key).update(content).digest('base64url')

type Wish = { deviceId: string; happenedAt: Date }
type Redeemed = { today: number; todayByCard: number }

/** So far a device's clock may be off. */
const offMillis = clockAheadMinutesMax * 60_000

/**
 * Whether one more redemption is within the allowance under which it was done. Nothing was done under
 * it before it was given: each day that is past would be one more to redeem on.
 */
export const isAllowed = (
  allowance: Allowance | null,
  { deviceId, happenedAt }: Wish,
  { today, todayByCard }: Redeemed,
): boolean =>
  allowance !== null &&
  allowance.deviceId === deviceId &&
  happenedAt.getTime() >= allowance.givenAt.getTime() - offMillis &&
  happenedAt < allowance.expiresAt &&
  today < allowance.redemptionsPerDay &&
  todayByCard < allowance.redemptionsPerCard
