import type { Reply } from '#contract/endpoint.ts'
import type { StatementLineView } from '#contract/endpoints/points.ts'
import type { readHistory as endpoint, HistoryLine } from '#contract/endpoints/portal-card.ts'
import { readOnly } from '#database/transaction.ts'
import { readStatement } from '#domain/loyalty/points/read-statement.ts'
import type { Language } from '#locales/language.ts'
import { guestLanguage } from './read-session.ts'
import { type SayReason, sayReasons } from './reason-in-words.ts'
import type { PortalRim } from './rim.ts'

type Query = {
  currency: string
  cursor?: string | undefined
  limit: number
  language?: Language | undefined
}

/** Where each point came from and went, in words, the newest first. */
export async function readHistory(
  { context, planFor }: PortalRim,
  customerId: string,
  { language: asked, ...query }: Query,
): Promise<Reply<typeof endpoint>> {
  const page = await readStatement(context, { params: { customerId }, query }, null)
  const say = await readOnly(context.database, async (tx) => {
    const language = await guestLanguage(tx, customerId, asked)
    return sayReasons(await planFor(tx), context.clock.now(), language)
  })
  return { ...page, items: page.items.map((line) => lineOf(line, say)) }
}

function lineOf(line: StatementLineView, say: SayReason): HistoryLine {
  const parts = line.reasons.map((reason) => ({ text: say(reason), points: reason.points }))
  return {
    at: line.effectiveAt,
    kind: kindOf(line),
    text: [...new Set(parts.map(({ text }) => text))].join(', '),
    store: line.store?.name ?? null,
    ...{ points: line.points, balance: line.balanceAfter, corrected: line.correction },
    parts,
  }
}

function kindOf({ kind, act, points, movements }: StatementLineView): HistoryLine['kind'] {
  switch (kind) {
    case 'grant':
      return 'earned'
    case 'reversal':
      return 'returned'
    case 'clock':
      return movements.some(({ to }) => to === 'expired') ? 'expired' : 'other'
    case 'act':
      if (act === 'redeem' || act === 'donate' || act === 'capture') return 'redeemed'
      if (act === 'transfer_in' || act === 'transfer_out') return 'moved'
      return points > 0 ? 'earned' : 'other'
  }
}
