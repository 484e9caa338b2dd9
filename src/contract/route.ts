import type { Readable } from 'node:stream'
import type { Endpoint, Input, Reply } from './endpoint.ts'
import { mayRole, mayScopes, type Permission, type Role, type Scope } from './permissions.ts'

/** Who asks. Store limits are store numbers; null means every store. */
export type Caller =
  | {
      kind: 'staff'
      staffId: string
      name: string
      role: Role
      stores: readonly number[] | null
      /** Who stands at the till this person has signed in. */
      cashier?: { cashierId: string; name: string }
    }
  | { kind: 'key'; apiKeyId: string; name: string; scopes: readonly Scope[]; stores: null }
  /**
   * A customer signed in to the portal, by the id they stand under now; `memberId` is who signed in: what
   * they do stays theirs when a merge is undone.
   */
  | { kind: 'guest'; customerId: string; memberId: string; sessionId: string; stores: null }
  | { kind: 'nobody'; stores: null }

export const nobody: Caller = { kind: 'nobody', stores: null }

/** Looks a line of the permission table up. */
export function may(caller: Caller, permission: Permission): boolean {
  switch (caller.kind) {
    case 'staff':
      return mayRole(caller.role, permission)
    case 'key':
      return mayScopes(caller.scopes, permission)
    case 'guest':
    case 'nobody':
      return false
  }
}

/** Of endpoints for guests: about whom they may ask, which is themselves. */
export function guestOf(caller: Caller): Extract<Caller, { kind: 'guest' }> {
  if (caller.kind !== 'guest') throw new TypeError('This is asked by a guest.')
  return caller
}

/** As somebody of staff reads it beside what was done. */
export function callerName(caller: Caller): string {
  return caller.kind === 'staff' || caller.kind === 'key' ? caller.name : ''
}

/** Of endpoints only people may ask: keys have neither a session nor the staff in hand. */
export function staffIdOf(caller: Caller): string {
  if (caller.kind !== 'staff') throw new TypeError('This is asked by a person of staff.')
  return caller.staffId
}

/** At the till one takes back one's own, and that soon; whoever manages does not need a PIN for it. */
export const isCashier = (caller: Caller): boolean =>
  caller.kind === 'staff' && (caller.role === 'cashier' || caller.cashier !== undefined)

/** Tells callers apart without naming them; null: nobody in particular. */
export function callerKey(caller: Caller): string | null {
  switch (caller.kind) {
    case 'staff':
      return caller.cashier ? `cashier ${caller.cashier.cashierId}` : `staff ${caller.staffId}`
    case 'key':
      return `key ${caller.apiKeyId}`
    case 'guest':
      return `guest ${caller.customerId}`
    case 'nobody':
      return null
  }
}

/** A file or stream as reply. */
export type FileReply = {
  contentType: string
  fileName?: string
  /** `inline`: browsers show it; the name is for whoever keeps it. Else it is downloaded. */
  disposition?: 'inline' | 'attachment'
  content: Readable | Buffer | string
}

export type Asked<E extends Endpoint> = Input<E> & {
  caller: Caller
  /** Under which this program is reached: `https://bonus.example.com`. */
  origin: string
  /** The same, where it was said and holds for what lasts (`PUBLIC_URL`); else null. */
  publicOrigin: string | null
  /** Those the endpoint names, as far as they were sent. */
  headers: Readonly<Record<string, string>>
  /** Tells this caller's Idempotency-Key from all others; null: none was sent. */
  repeatKey: string | null
  /** The raw body of an endpoint with `upload`. */
  upload: E['upload'] extends object ? Readable : undefined
  /** Aborts when the client is gone or the server stops. */
  signal: AbortSignal
}

type Answer<E extends Endpoint> = E['file'] extends object ? FileReply : Reply<E>

/** An endpoint and the verb behind it. Routes know nothing of the web framework. */
export type Route = { endpoint: Endpoint; handle: (asked: Asked<Endpoint>) => Promise<unknown> }

export const on = <const E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>) => Promise<Answer<E>>,
): Route => ({
  endpoint,
  // The server hands a handler exactly what its own endpoint's schemas have parsed.
  handle: handle as unknown as Route['handle'],
})
