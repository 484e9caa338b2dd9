import { z } from 'zod'
import type { Permission } from './permissions.ts'

/**
 * One line of the API, said once: it validates, types server and client, and becomes OpenAPI.
 * `errors` are the codes of the refusals a caller must expect beyond the general ones
 * (malformed input, not signed in, not allowed, too many requests).
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/v1/customers/:customerId` */
  path: `/api/v1/${string}`
  summary: string
  description?: string
  tag: string
  /**
   * `signed`: whoever sends it signs it, or knows the key of a connection; the verb sees to that.
   * `guest`: a customer signed in to the portal, about themselves alone.
   */
  permission: Permission | 'public' | 'signed' | 'guest'
  params?: z.ZodObject
  /** Headers the verb is given, in lower case. */
  headers?: readonly string[]
  query?: z.ZodObject
  body?: z.ZodType
  reply: z.ZodType
  status?: 200 | 201 | 202 | 204 | 207
  errors?: readonly string[]
  /** The largest JSON body, where it is not the usual 1 MB. */
  bodyBytesMax?: number
  /** Done at a till: where the business has cashiers, one of them must have unlocked it, and is named. */
  till?: true
  /** The reply is a file or a stream, written by its route, not JSON. */
  file?: { contentType: string }
  /** Pages of other sites may call it; so often within a minute from one address. */
  crossOrigin?: { perMinuteMax: number }
  /** Costs so much more than others that whoever asks may do so only some times a minute. */
  costly?: true
  /** The body is a raw stream of bytes up to this size, taken by its route. */
  upload?: { bytesMax: number }
}

export const endpoint = <const E extends Endpoint>(line: E): E => line

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined

/** What the server's handler is given. */
export type Input<E extends Endpoint> = {
  params: Parsed<E['params']>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
}
/** What the server's handler gives back, before ids become public. */
export type Reply<E extends Endpoint> = z.output<E['reply']>
/** What a client sends and sees: ids in their public form. */
export type WireInput<E extends Endpoint> = {
  params: Sent<E['params']>
  query: Sent<E['query']>
  body: Sent<E['body']>
}
export type WireReply<E extends Endpoint> = z.input<E['reply']>

/** Pages of a list: pass `nextCursor` back as `cursor` until it is null. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** One fault of an input; the pointer is a JSON pointer (RFC 6901) into body or query. */
export const fault = z.object({ pointer: z.string(), code: z.string(), message: z.string() })

/** RFC 9457, with a stable `code` and one entry per fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(fault).optional(),
})
export type ProblemReply = z.output<typeof problem>
