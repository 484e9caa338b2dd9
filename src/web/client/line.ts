import type { Endpoint } from '#contract/endpoint.ts'

/**
 * A line of the contract by its method and path, which the compiler holds against it. A call reads
 * nothing else of it, and the schemas would weigh a third of a small page.
 */
export const line = <E extends Endpoint>(method: E['method'], path: E['path']) =>
  ({ method, path }) as unknown as E
