import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionMillis } from '#domain/business/sign-in/sessions.ts'
import { guestSessionMillis } from '#domain/customers/sign-in/sessions.ts'
import { dayMillis } from '#kernel/calendar.ts'

/**
 * The session, a sign-in half done, and the device, which is known beyond both; and the same of guests,
 * whose sessions and those of staff know nothing of each other.
 */
export type CookieName = 'session' | 'step' | 'device' | 'guest' | 'guest_step'

const secondsOf: Record<CookieName, number> = {
  session: sessionMillis / 1000,
  step: 600,
  device: (400 * dayMillis) / 1000,
  guest: guestSessionMillis / 1000,
  guest_step: 900,
}

export type Cookies = {
  read(request: FastifyRequest, name: CookieName): string | null
  set(reply: FastifyReply, name: CookieName, value: string): void
  clear(reply: FastifyReply, name: CookieName): void
}

/**
 * No script reads them and no other site has them sent. Over HTTPS their name forbids that another
 * host of the same domain sets them.
 */
export function createCookies(publicUrl: URL | null): Cookies {
  const isSecure = publicUrl?.protocol === 'https:'
  const nameOf = (name: CookieName) => `${isSecure ? '__Host-' : ''}stammgast_${name}`
  const put = (reply: FastifyReply, name: CookieName, value: string, seconds: number) => {
    const parts = [`${nameOf(name)}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly']
    if (isSecure) parts.push('Secure')
    reply.header('set-cookie', [...parts, 'SameSite=Strict'].join('; '))
  }
  return {
    read: ({ headers }, name) => find(headers.cookie ?? '', nameOf(name)),
    set: (reply, name, value) => put(reply, name, value, secondsOf[name]),
    clear: (reply, name) => put(reply, name, '', 0),
  }
}

function find(header: string, name: string): string | null {
  const pairs = header.split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  return value || null
}

/** Signed, so that nobody takes many devices for the limits that count by device. */
export const signDevice = (device: string, secret: string) =>
  `${device}.${signatureOf(device, secret)}`

/** @returns the device, where the signature is ours */
export function readDevice(signed: string | null, secret: string): string | null {
  const [device = '', signature = ''] = signed?.split('.') ?? []
  const ours = Buffer.from(signatureOf(device, secret))
  const given = Buffer.from(signature)
  return given.length === ours.length && timingSafeEqual(given, ours) ? device : null
}

const signatureOf = (device: string, secret: string) =>
  createHmac('sha256', `device ${secret}`).update(device).digest('base64url')
