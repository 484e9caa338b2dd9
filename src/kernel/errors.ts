/** A fault at one place of the input, named by a JSON pointer (RFC 6901). */
export type Fault = { pointer: string; code: string; message: string }

/**
 * An expected refusal: the caller asked for something that cannot be done, and is told why.
 * `code` is stable and part of the contract; `kind` decides the HTTP status, once, in the server.
 * Anything else that is thrown is a broken assumption and ends as a 500.
 */
export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly faults: readonly Fault[]

  constructor(kind: RefusalKind, code: string, message: string, faults: readonly Fault[] = []) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.faults = faults
  }
}

export type RefusalKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'unavailable'

export const notFound = (what: string) =>
  new Refusal('not_found', `${what}_not_found`, `There is no such ${what.replaceAll('_', ' ')}.`)

export const malformed = (code: string, message: string, pointer = '') =>
  new Refusal('malformed', code, message, [{ pointer, code, message }])

export const conflict = (code: string, message: string) => new Refusal('conflict', code, message)
