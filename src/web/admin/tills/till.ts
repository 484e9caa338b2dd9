import type { WireReply } from '#contract/endpoint.ts'
import type { listTillExports, listTillReceipts, listTills } from '#contract/endpoints/tills.ts'

export type Till = WireReply<typeof listTills>['items'][number]
export type TillExport = WireReply<typeof listTillExports>['items'][number]
export type TillReceipt = WireReply<typeof listTillReceipts>['items'][number]
