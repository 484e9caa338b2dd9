import type { WireReply } from '#contract/endpoint.ts'
import type { readGiftArticle } from '#contract/endpoints/gift-articles.ts'

export type Article = WireReply<typeof readGiftArticle>
