import { sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { Reply } from '#contract/endpoint.ts'
import type { listEndingContracts } from '#contract/endpoints/company-contracts.ts'
import { calendarDate } from '#contract/language/text.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { ownerOrNone } from '#domain/customers/companies/company-rows.ts'
import {
  contractColumns,
  contractOf,
  dueNoted,
  hasMovedOn,
} from '#domain/customers/companies/contract-rows.ts'
import { readBasis } from './basis.ts'
import { ownedBy } from './company-list.ts'
import { visibleTo } from './see-company.ts'

type Page = Reply<typeof listEndingContracts>
type Line = Page['items'][number]
type Row = Omit<Line, 'settled'> & {
  settled: { at: string; by: string | null; note: string | null } | null
}

/** What ended unseen stays on the list for so long. */
const pastDays = 30

const place = z.strictObject({ dueOn: calendarDate, contractId: uuid })

type Query = {
  withinDays: number
  owner?: string | undefined
  settled: 'yes' | 'no'
  cursor?: string | undefined
  limit: number
}

/** Contracts that can end soon, the next ones first: a list to be worked through. */
export async function readEndingContracts(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { withinDays, owner, settled, cursor, limit }: Query,
  caller: Caller,
): Promise<Page> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place)
  return await readOnly(database, async (tx) => {
    const { today, currency } = await readBasis(tx, clock.now())
    const due = dueNoted(today)
    const conditions = [
      visibleTo(caller),
      sql`(next_due between ${today}::date - ${pastDays}::integer
        and ${today}::date + ${withinDays}::integer or ${hasMovedOn(today)})`,
      sql`${due} <= ${today}::date + ${withinDays}::integer`,
      settled === 'yes' ? sql`settled_for = ${due}` : sql`settled_for is distinct from ${due}`,
      ...(owner === undefined ? [] : [ownedBy(owner, caller)]),
      ...(after === null
        ? []
        : [sql`(${due}, contract_id) > (${after.dueOn}::date, ${after.contractId}::uuid)`]),
    ]
    const { rows } = await sql<Row>`
      with chosen as materialized (
        select contract_id from company_contracts join companies using (customer_id)
        where ${sql.join(conditions, sql` and `)}
        order by ${due}, contract_id
        limit ${limit + 1}
      )
      select ${contractColumns(today, currency)},
        json_build_object('id', companies.customer_id, 'name', persons.name) as company,
        ${ownerOrNone} as owner
      from chosen join company_contracts using (contract_id)
      join companies using (customer_id) join persons using (customer_id)
      left join staff on staff_id = owner_id
      order by ${due}, contract_id`.execute(tx)
    const shown = rows.slice(0, limit).map(contractOf)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      items: shown,
      nextCursor: last ? encodeCursor({ dueOn: last.dueOn, contractId: last.id }) : null,
    }
  })
}
