import type { ProblemReply } from '#contract/endpoint.ts'
import { errorCode } from '#database/error-code.ts'
import { databaseUnavailable, isLostConnection } from '#database/lost-connection.ts'
import { numberTooLarge } from '#database/type-parsers.ts'
import { type Fault, notFound, Refusal, type RefusalKind } from '#kernel/errors.ts'

/** How a refusal looks from outside. The one place where errors become statuses. */
export type Problem = {
  status: number
  code: string
  title: string
  detail?: string
  faults?: readonly Fault[]
  retryAfterSeconds?: number
}

const statusOf: Record<RefusalKind, number> = {
  malformed: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
}

const titleOf: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Malformed input',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available',
}

export const titleFor = (status: number) => titleOf[status] ?? 'Malformed request'

/** A refusal that also says when to come again. */
export class TooMany extends Refusal {
  readonly retryAfterSeconds: number

  constructor(code: string, retryAfterSeconds: number) {
    super('too_many', code, `Too many requests. Try again in ${retryAfterSeconds} seconds.`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const unexpected: Problem = { status: 500, code: 'unexpected', title: titleFor(500) }

export function toProblem(error: unknown): Problem {
  if (error instanceof Refusal) return ofRefusal(error)
  if (isLostConnection(error)) return ofRefusal(databaseUnavailable(error))
  if (errorCode(error) === numberTooLarge) return ofRefusal(sumTooLarge())
  return (error instanceof Error && ofFramework(error)) || unexpected
}

/** Each amount is bounded; what many of them add up to is not. */
const sumTooLarge = () =>
  new Refusal(
    'conflict',
    'sum_too_large',
    'This adds up to more than can be counted exactly. One of the amounts must be wrong.',
  )

function ofRefusal(refusal: Refusal): Problem {
  const status = statusOf[refusal.kind]
  return {
    status,
    code: refusal.code,
    title: titleFor(status),
    detail: refusal.message,
    ...(refusal.faults.length > 0 ? { faults: refusal.faults } : {}),
    ...retryOf(refusal),
  }
}

function retryOf(refusal: Refusal): { retryAfterSeconds?: number } {
  if (refusal instanceof TooMany) return { retryAfterSeconds: refusal.retryAfterSeconds }
  if (refusal.kind === 'too_many') return { retryAfterSeconds: 60 }
  return refusal.kind === 'unavailable' ? { retryAfterSeconds: 5 } : {}
}

/** Errors of the web framework, by its own codes. */
const ofCode: Record<string, Pick<Problem, 'status' | 'code' | 'detail'>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'media_type_unsupported',
    detail: 'Send the body as application/json.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'body_too_large',
    detail: 'The body is too large.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    status: 422,
    code: 'json_malformed',
    detail: 'The body is empty.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 422,
    code: 'json_malformed',
    detail: 'The body is no valid JSON.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 422,
    code: 'request_malformed',
    detail: 'The body does not have the length that was announced.',
  },
  FST_ERR_BAD_URL: {
    status: 404,
    code: 'path_not_found',
    detail: 'There is nothing at this path.',
  },
}

function ofFramework(error: Error): Problem | null {
  const known = 'code' in error ? ofCode[String(error.code)] : undefined
  if (known) return { ...known, title: titleFor(known.status) }
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  // A part of the path longer than any id: it names nothing.
  if (status === 414) return ofRefusal(notFound('path'))
  if (!(status >= 400 && status < 500)) return null
  return { status, code: 'request_malformed', title: titleFor(status) }
}

export function problemBody(problem: Problem, requestId: string): ProblemReply {
  return {
    type: `urn:stammgast:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    requestId,
    ...(problem.faults === undefined ? {} : { errors: [...problem.faults] }),
  }
}
