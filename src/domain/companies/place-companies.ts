import { sql } from 'kysely'
import { type Queryable, transaction } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'

/** Null: it stays as it is. */
export type Placed = { companyId: string; parentId: string | null; ownerId: string | null }

/**
 * Says of many companies which belongs to which and who looks after it, for callers who see every store; those
 * named were found before. The statements do not grow with their number.
 * @throws Refusal where a company would belong to itself: then nothing was changed
 */
export async function placeCompanies(db: Queryable, placed: readonly Placed[]): Promise<void> {
  const rows = JSON.stringify(placed)
  await transaction(db, async (tx) => {
    // Of two who each put one company below the other, the second is to see what the first said.
    await sql`lock table companies in share row exclusive mode`.execute(tx)
    await sql`
      update companies set parent_id = coalesce(placed."parentId", companies.parent_id),
        owner_id = coalesce(placed."ownerId", companies.owner_id)
      from json_to_recordset(${rows}::json)
        as placed ("companyId" uuid, "parentId" uuid, "ownerId" uuid)
      where customer_id = placed."companyId"`.execute(tx)
    const { rows: circles } = await sql`
      with recursive above as (
        select "companyId" as begun, "parentId" as above from json_to_recordset(${rows}::json)
          as placed ("companyId" uuid, "parentId" uuid)
        where "parentId" is not null
        union
        select begun, parent_id from above join companies on customer_id = above
        where parent_id is not null and above <> begun
      )
      select from above where above = begun limit 1`.execute(tx)
    if (circles.length === 0) return
    throw malformed('parent_is_below', 'A company cannot belong to itself.', '/parentId')
  })
}
