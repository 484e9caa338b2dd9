import type { WireReply } from '#contract/endpoint.ts'
import type { listStoragePeriods } from '#contract/endpoints/storage-periods.ts'

export type Period = WireReply<typeof listStoragePeriods>['items'][number]
