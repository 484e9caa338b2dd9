import type { Endpoint, WireInput } from './endpoint.ts'

/** Leaves out what an endpoint does not take, and lets out what it can do without. */
type Given<T> = {
  [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key]
} & {
  // `never`, where an endpoint takes nothing, would forbid the upload's body.
  [Key in keyof T as undefined extends T[Key]
    ? T[Key] extends undefined
      ? never
      : Key
    : never]?: T[Key]
}

type Optional<T> = T extends undefined
  ? undefined
  : Record<never, never> extends T
    ? T | undefined
    : T

/**
 * What a call of this endpoint must be given: `{ params, query, body }`, each only where it has one.
 * An upload's body is the file itself.
 */
export type CallInput<E extends Endpoint> = Given<{
  [Part in keyof WireInput<E>]: Optional<WireInput<E>[Part]>
}> &
  (E extends { upload: object } ? { body: Blob } : unknown)
