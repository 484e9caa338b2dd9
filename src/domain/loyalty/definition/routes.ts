import { z } from 'zod'
import { decodeCursor, encodeCursor } from '#contract/cursor.ts'
import * as programs from '#contract/endpoints/programs.ts'
import * as stampCards from '#contract/endpoints/stamp-cards.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { defineCurrency } from './define-currency.ts'
import { readProgramView, readRevisionPage } from './read-program.ts'
import { endRevision, sayRevision } from './say-revision.ts'

export const routes = (context: Context): Route[] => [
  on(programs.readProgram, () => readProgramView(context)),
  on(programs.listProgramRevisions, async ({ query: { cursor, limit, ...which } }) => {
    const after = cursor === undefined ? null : decodeCursor(cursor, place).after
    const wish = { ...which, after, limit: limit + 1 }
    const rows = await readRevisionPage(context.database, wish, context.clock.now())
    const items = rows.slice(0, limit)
    const nextCursor = rows.length > limit ? encodeCursor({ after: items.at(-1)!.revision }) : null
    return { items, nextCursor }
  }),
  ...definingRoutes(context).map(forAllStores),
]

const place = z.strictObject({ after: z.int().min(1) })

export const forAllStores = ofEveryStore(
  'The program concerns every store; your access is limited to some.',
)

const definingRoutes = (context: Context): Route[] => [
  on(programs.definePointCurrency, ({ params, body }) =>
    defineCurrency(context, { ...params, ...body }),
  ),
  on(programs.setProgramTerms, ({ body: { validFrom, ...content }, caller }) =>
    sayRevision(
      { context, caller },
      (start) => ({ kind: 'terms', content: { ...content, validFrom: start } }),
      validFrom,
    ),
  ),
  on(programs.setTiers, ({ body: { validFrom, ...content }, caller }) =>
    sayRevision(
      { context, caller },
      (start) => ({ kind: 'tiers', content: { ...content, validFrom: start } }),
      validFrom,
    ),
  ),
  on(programs.defineEarningRule, ({ params, body: { validFrom, ...content }, caller }) => {
    const rule = { ...content, key: params.ruleKey, status: 'active' as const }
    return sayRevision(
      { context, caller },
      (start) => ({ kind: 'rule', content: { ...rule, validFrom: start } }),
      validFrom,
    )
  }),
  on(programs.endEarningRule, ({ params, body, caller }) =>
    endRevision({ context, caller }, { kind: 'rule', key: params.ruleKey }, body.validFrom),
  ),
  on(programs.defineGiftLadder, ({ params, body: { validFrom, ...content }, caller }) => {
    const ladder = { ...content, key: params.ladderKey, status: 'active' as const }
    return sayRevision(
      { context, caller },
      (start) => ({ kind: 'gift_ladder', content: { ...ladder, validFrom: start } }),
      validFrom,
    )
  }),
  on(programs.endGiftLadder, ({ params, body, caller }) =>
    endRevision(
      { context, caller },
      { kind: 'gift_ladder', key: params.ladderKey },
      body.validFrom,
    ),
  ),
  on(stampCards.defineStampCard, ({ params, body: { validFrom, ...content }, caller }) => {
    const card = { ...content, key: params.cardKey, status: 'active' as const }
    return sayRevision(
      { context, caller },
      (start) => ({ kind: 'stamp_card', content: { ...card, validFrom: start } }),
      validFrom,
    )
  }),
  on(stampCards.endStampCard, ({ params, caller }) =>
    endRevision({ context, caller }, { kind: 'stamp_card', key: params.cardKey }),
  ),
]
