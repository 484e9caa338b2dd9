import type { WireReply } from '#contract/endpoint.ts'
import type { readPartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { listAgreements, readPartner } from '#contract/endpoints/partners.ts'
import { isFew } from '../rewards/scarce.ts'

export type Partner = WireReply<typeof readPartner>
export type PartnerReward = Partner['rewards'][number]
export type Terms = PartnerReward['terms']
export type Agreement = WireReply<typeof listAgreements>['items'][number]
export type Settlement = WireReply<typeof readPartnerSettlement>

/** Few are left of what is given now. */
export const isLow = ({ gives, remaining, status, state }: PartnerReward) =>
  status === 'active' && state === 'in_force' && isFew(gives, remaining)
