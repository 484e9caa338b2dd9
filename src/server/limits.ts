import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerKey } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import { isApi } from './caller.ts'
import { TooMany } from './problem.ts'
import { countTogether } from './shared-counts.ts'

/** How often something may be asked of one route by one address, key or person. */
export type RouteLimit = { max: number; timeWindow: number }

/** Requests to the API within a minute. */
export type Limits = {
  perKey: number
  perPerson: number
  perAddress: number
  /** Of deliveries from shops and libraries, which sign them. */
  signedPerAddress: number
  /** Sign-in and set-up: each costs a password hash, and invites guessing. */
  signInPerAddress: number
  /** Papers that are laid out, and whole exports, of one who asks; each line by itself. */
  costlyPerCaller: number
  /** Guesses of one device, or address, at one person's password before the first wait. */
  signInTriesFree: number
}

export const defaultLimits: Limits = {
  perKey: 6000,
  perPerson: 1200,
  perAddress: 600,
  signedPerAddress: 3000,
  signInPerAddress: 20,
  costlyPerCaller: 30,
  signInTriesFree: 5,
}

export const minuteMillis = 60_000

/** @param together where several programs serve a database: there they count as one */
export async function addLimits(app: FastifyInstance, limits: Limits, together: Database | null) {
  await app.register(rateLimit, {
    ...(together ? { store: countTogether(together) } : {}),
    global: true,
    timeWindow: minuteMillis,
    cache: 20_000,
    max: (request) => maxFor(request, limits),
    keyGenerator: whoAsks,
    allowList: (request) => !isApi(request),
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new TooMany('requests_too_many', Math.max(1, Math.ceil(ttl / 1000))),
  })
  app.addHook('onSend', async (_request, reply) => addCurrentDraft(reply))
}

/**
 * The same three numbers in the form the draft has by now (draft-ietf-httpapi-ratelimit-headers-10):
 * so many a minute, so many left, so many seconds until they are full again.
 */
function addCurrentDraft(reply: FastifyReply) {
  const [quota, left, seconds] = ['limit', 'remaining', 'reset'].map((name) =>
    reply.getHeader(`ratelimit-${name}`),
  )
  if (quota === undefined) return
  reply.header('ratelimit-policy', `"minute";q=${quota};w=${minuteMillis / 1000}`)
  reply.header('ratelimit', `"minute";r=${left};t=${seconds}`)
}

function maxFor({ caller }: FastifyRequest, limits: Limits): number {
  switch (caller.kind) {
    case 'key':
      return limits.perKey
    case 'staff':
    case 'guest':
      return limits.perPerson
    case 'nobody':
      return limits.perAddress
  }
}

/** Strangers at the same address, such as guests in its Wi-Fi, do not count for a known device. */
export const whoAsks = ({ caller, device, ip }: FastifyRequest): string =>
  callerKey(caller) ?? (device === null ? `address ${placeOf(ip)}` : `device ${device}`)

/** Whoever has one address of the sixth version has 2^64 of them. */
export const placeOf = (ip: string): string => rateLimit.normalizeIP(ip, 64)
