import { sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '#contract/cursor.ts'
import type { Input, Reply } from '#contract/endpoint.ts'
import type {
  readStatement as readStatementEndpoint,
  StatementLineView,
} from '#contract/endpoints/points.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import type { MovementState } from '#domain/ledger/entry-state.ts'
import type { GrantPart, Reason } from '#domain/ledger/facts.ts'
import { readStatement as readLines, type StatementLine } from '#domain/ledger/statement.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { refuseUnknownCurrency } from './known-currency.ts'

type Wish = Input<typeof readStatementEndpoint>

const place = z.strictObject({ after: z.int().min(1) })
const always = { from: new Date(0), to: new Date('2200-01-01T00:00:00Z') }

/** A page of a customer's books in one currency, the newest line first. */
export async function readStatement(
  { database }: Pick<Context, 'database'>,
  { params, query }: Pick<Wish, 'params' | 'query'>,
  stores: Caller['stores'],
): Promise<Reply<typeof readStatementEndpoint>> {
  const { currency, cursor, limit } = query
  const after = cursor === undefined ? null : decodeCursor(cursor, place).after
  const from = query.from === undefined ? always.from : new Date(query.from)
  const to = query.to === undefined ? always.to : new Date(query.to)
  return await readOnly(database, async (tx) => {
    const customerId = await seeRoot(tx, params.customerId, stores)
    const asked = { customerId, currency, from, to, after, limit: limit + 1 }
    const lines = await readLines(tx, asked)
    if (lines.length === 0) await refuseUnknownCurrency(tx, currency)
    const shown = lines.slice(0, limit)
    const names = await storeNames(tx, shown)
    return {
      items: shown.map((line) => viewOf(line, names)),
      nextCursor: lines.length > limit ? encodeCursor({ after: shown.at(-1)!.position }) : null,
    }
  })
}

type Place = { code: string; name: string }

async function storeNames(tx: Tx, lines: readonly StatementLine[]): Promise<Map<number, Place>> {
  const numbers = [...new Set(lines.map(({ store }) => store))]
  const { rows } = await sql<Place & { number: number }>`
    select number, code, name from stores where number = any(${numbers}::smallint[])`.execute(tx)
  return new Map(rows.map(({ number, code, name }) => [number, { code, name }]))
}

function viewOf(
  { store, parts, reason, movements, ...line }: StatementLine,
  names: ReadonlyMap<number, Place>,
): StatementLineView {
  return {
    ...line,
    store: names.get(store) ?? null,
    points: line.balanceAfter - line.balanceBefore,
    reasons:
      reason || parts.length === 0
        ? [reasonView(reason ?? reasonOf(line.kind, movements))]
        : parts.map(partView),
    movements: movements.map(({ from, to, points }) => ({ from, to, points })),
  }
}

const reasonView = ({ key, params = {} }: Reason) => ({
  key,
  params,
  points: null,
  revision: null,
})

export const partView = ({ rule, revision, points, reason }: GrantPart) => ({
  key: reason.key,
  params: { ...reason.params, rule },
  points,
  revision,
})

/** What neither a rule nor somebody gave a reason for. */
function reasonOf(kind: StatementLine['kind'], movements: readonly MovementState[]): Reason {
  if (kind === 'reversal') return { key: 'returned' }
  if (kind === 'grant') return { key: 'corrected' }
  if (movements.some(({ to }) => to === 'expired')) return { key: 'expired' }
  if (movements.some(({ from }) => from === 'held')) return { key: 'hold_over' }
  return { key: 'available' }
}
