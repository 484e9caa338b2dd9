import type { ProblemReply } from '#contract/endpoint.ts'

type ProblemKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'unavailable'
  | 'offline'
  | 'unexpected'

export type Fault = { pointer: string; code: string; message: string }

/** A refusal of the server (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  readonly kind: ProblemKind
  /** Stable; what a screen decides by. */
  readonly code: string
  readonly detail: string | undefined
  readonly faults: readonly Fault[]
  readonly requestId: string | undefined
  /** How long to wait before asking again, where the server says so. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    kind: ProblemKind,
    reply: Partial<ProblemReply> & { code: string; retryAfterSeconds?: number | undefined },
  ) {
    super(reply.title ?? reply.code)
    this.name = 'Problem'
    this.kind = kind
    this.code = reply.code
    this.detail = reply.detail
    this.faults = reply.errors ?? []
    this.requestId = reply.requestId
    this.retryAfterSeconds = reply.retryAfterSeconds
  }

  /** Faults by the name of the field they stand at, as a form wants them. */
  faultsByField(): Record<string, string> {
    const named = this.faults.map(({ pointer, message }) => [
      pointer.replace(/^\/(body\/)?/, '').replaceAll('/', '.'),
      message,
    ])
    return Object.fromEntries(named)
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const kind = kindOf(response.status)
  const body: unknown = await response.json().catch(() => null)
  const known = isProblem(body) ? body : { code: `http_${response.status}` }
  return new Problem(kind, { ...known, retryAfterSeconds: retryAfterOf(response) })
}

/** By hand, so that a small page need not bring the contract's schemas along. */
function isProblem(body: unknown): body is ProblemReply {
  if (typeof body !== 'object' || body === null) return false
  const { code, errors } = body as Partial<Record<string, unknown>>
  return typeof code === 'string' && (errors === undefined || Array.isArray(errors))
}

function retryAfterOf({ headers }: Response): number | undefined {
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10)
  return Number.isNaN(seconds) ? undefined : seconds
}

function kindOf(status: number): ProblemKind {
  switch (status) {
    case 400:
    case 422:
      return 'malformed'
    case 401:
      return 'unauthenticated'
    case 403:
      return 'forbidden'
    case 404:
    case 410:
      return 'not_found'
    case 409:
      return 'conflict'
    case 413:
      return 'too_large'
    case 429:
      return 'too_many'
    case 502:
    case 503:
    case 504:
      return 'unavailable'
    default:
      return 'unexpected'
  }
}
