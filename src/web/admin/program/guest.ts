import type { WireReply } from '#contract/endpoint.ts'
import type { readCustomer } from '#contract/endpoints/customers.ts'

export type Guest = WireReply<typeof readCustomer>
