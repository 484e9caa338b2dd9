import { addressOf } from '#contract/address-of.ts'
import type { CallInput } from '#contract/call-input.ts'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { Problem, problemOf } from './problem.ts'

export { addressOf, type CallInput }

export type CallOptions = {
  signal?: AbortSignal
  idempotencyKey?: string
  /** The page stands beside a till: whoever has unlocked it does this. */
  atTill?: boolean
}

/**
 * Calls the server of this page with the session's cookie.
 * @throws Problem for every answer that is not the endpoint's reply
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<WireReply<E>> {
  const response = await ask(endpoint, input, options)
  if (response.status === 204) return undefined as WireReply<E>
  // The server has checked its own reply against this very schema before sending it.
  return (await response.json()) as WireReply<E>
}

/** The answer as it comes. @throws Problem where it is none of the endpoint's */
export async function ask<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions,
): Promise<Response> {
  const { params, query, body } = input as LooseInput
  const response = await reach(addressOf(endpoint, params, query), {
    method: endpoint.method,
    headers: headersOf(endpoint, body, options),
    body: body === undefined ? null : bodyOf(body),
    signal: options.signal ?? null,
  })
  if (!response.ok) throw await problemOf(response)
  return response
}

/** The same input without the endpoint's own shape, which only the compiler needs. */
type LooseInput = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

function headersOf(endpoint: Endpoint, body: unknown, options: CallOptions): HeadersInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  // A form on another site cannot send a header of its own: this tells our pages from theirs.
  if (endpoint.method !== 'GET') headers['x-stammgast'] = '1'
  if (body instanceof Blob) headers['content-type'] = 'application/octet-stream'
  else if (body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  if (options.atTill) headers['x-stammgast-till'] = '1'
  return headers
}

const bodyOf = (body: unknown) => (body instanceof Blob ? body : JSON.stringify(body))

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem('offline', { code: 'offline' })
  }
}
