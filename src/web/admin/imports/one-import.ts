import type { WireReply } from '#contract/endpoint.ts'
import type { readImport } from '#contract/endpoints/imports.ts'

export type OneImport = WireReply<typeof readImport>

/** Goes on by itself; whoever looks on asks again. */
export const isUnderWay = ({ status }: Pick<OneImport, 'status'>): boolean =>
  status === 'running' || status === 'taking_back' || status === 'uploading'
