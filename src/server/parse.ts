import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { faultsOf } from '#contract/faults.ts'
import { Refusal, type RefusalKind } from '#kernel/errors.ts'

type Part = 'params' | 'query' | 'body'

const refusalOf: Record<Part, { kind: RefusalKind; code: string; message: string }> = {
  // A path that no id can have names nothing.
  params: { kind: 'not_found', code: 'path_not_found', message: 'There is nothing at this path.' },
  query: { kind: 'malformed', code: 'query_malformed', message: 'The query is not as expected.' },
  body: { kind: 'malformed', code: 'body_malformed', message: 'The body is not as expected.' },
}

/** What was sent, as the endpoint's schema for this part reads it. */
export function parsePart(endpoint: Endpoint, part: Part, sent: unknown): unknown {
  const schema = endpoint[part]
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(sent)
  if (parsed.success) return parsed.data
  const { kind, code, message } = refusalOf[part]
  throw new Refusal(kind, code, message, faultsOf(parsed.error))
}

/** The reply as it travels. A reply its own schema refuses is a broken promise of ours. */
export function encodeReply(endpoint: Endpoint, reply: unknown): string {
  return JSON.stringify(z.encode(endpoint.reply, reply))
}
