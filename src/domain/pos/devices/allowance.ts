import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { OfflineRules } from '#contract/endpoints/pos-devices.ts'

/** What a device may redeem without a network, and until when. */
export type Allowance = {
  deviceId: string
  expiresAt: Date
} & Pick<OfflineRules, 'redemptionsPerDay' | 'redemptionsPerCard'>

type Told = [deviceId: string, expiresAtMillis: number, perDay: number, perCard: number]

/** Derived from a key that stays when the program takes a new secret: devices come back later. */
export const allowanceKeyOf = (keptKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', keptKey, 'stammgast', 'till allowance', 32))

/** The allowance as a device carries it and hands it back. */
export function signAllowance(allowance: Allowance, key: Buffer): string {
  const { deviceId, expiresAt, redemptionsPerDay, redemptionsPerCard } = allowance
  const told: Told = [deviceId, expiresAt.getTime(), redemptionsPerDay, redemptionsPerCard]
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
  const [deviceId, expiresAtMillis, redemptionsPerDay, redemptionsPerCard] = told
  return { deviceId, expiresAt: new Date(expiresAtMillis), redemptionsPerDay, redemptionsPerCard }
}

const macOf = (content: string, key: Buffer) =>
  createHmac('sha256', key).update(content).digest('base64url')

type Wish = { deviceId: string; happenedAt: Date }
type Redeemed = { today: number; todayByCard: number }

/** Whether one more redemption is within the allowance under which it was done. */
export const isAllowed = (
  allowance: Allowance | null,
  { deviceId, happenedAt }: Wish,
  { today, todayByCard }: Redeemed,
): boolean =>
  allowance !== null &&
  allowance.deviceId === deviceId &&
  happenedAt < allowance.expiresAt &&
  today < allowance.redemptionsPerDay &&
  todayByCard < allowance.redemptionsPerCard
