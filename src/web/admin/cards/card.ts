import type { WireReply } from '#contract/endpoint.ts'
import type { listCardNumbers } from '#contract/endpoints/card-numbers.ts'

/** A card as its customer's page knows it. */
export type Card = WireReply<typeof listCardNumbers>['items'][number]

/** Something to be done with one card. */
export type CardDialogProps = { customerId: string; card: Card; onClose: () => void }
