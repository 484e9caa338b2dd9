import type { CallInput } from '#contract/call-input.ts'
import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import type { EveryEndpoint } from '#contract/endpoints/all.ts'

/** What is JSON in both directions; files are for people and browsers. */
type Callable = Exclude<EveryEndpoint, { file: object } | { upload: object }>

export type Method = Endpoint['method']

/** The paths that answer to a method: `'/api/v1/customers/:customerId'`. */
export type PathOf<M extends Method> = Extract<Callable, { method: M }>['path']

type EndpointAt<M extends Method, P> = Extract<Callable, { method: M; path: P }>

/** What a call must be given: `params`, `query` and `body`, as the contract says. */
export type InputOf<M extends Method, P> =
  EndpointAt<M, P> extends infer E extends Endpoint ? CallInput<E> : never

/** What comes back. */
export type ReplyOf<M extends Method, P> =
  EndpointAt<M, P> extends infer E extends Endpoint ? WireReply<E> : never

type Paged = { method: 'GET'; reply: { shape: { items: unknown; nextCursor: unknown } } }

/** The paths whose reply is a page of a list. */
export type ListPath = Extract<Callable, Paged>['path']

export type ItemOf<P extends ListPath> =
  ReplyOf<'GET', P> extends { items: readonly (infer Item)[] } ? Item : never
