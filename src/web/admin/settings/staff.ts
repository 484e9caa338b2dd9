import type { WireReply } from '#contract/endpoint.ts'
import type { listStores } from '#contract/endpoints/business.ts'
import type { listStaff, renewSetUpLink } from '#contract/endpoints/staff.ts'

export type Member = WireReply<typeof listStaff>['items'][number]
export type Store = WireReply<typeof listStores>['items'][number]

/** A set-up link and for whom it is. */
export type Handed = { member: Member; link: WireReply<typeof renewSetUpLink> }

/** Whoever has not yet said their name is called by their address. */
export const nameOf = ({ name, email }: Pick<Member, 'name' | 'email'>) => name || email
