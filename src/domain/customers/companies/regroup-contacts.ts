import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '../merged.ts'
import { companiesOf, markChanged } from './mark-changed.ts'

/**
 * Leads contacts to whom they count for, after a merge or its undoing, and has their companies
 * counted anew.
 * @param roots who stands for themselves now
 */
export async function regroupContacts(tx: Tx, roots: readonly string[]): Promise<void> {
  const pairs = [...(await membersOf(tx, roots))].flatMap(([root, members]) =>
    members.map((member) => [member, root] as const),
  )
  await sql`
    update company_contacts set root_id = led.root
    from unnest(${pairs.map(([member]) => member)}::uuid[], ${pairs.map(([, root]) => root)}::uuid[])
      as led (member, root)
    where customer_id = led.member and root_id <> led.root`.execute(tx)
  await markChanged(tx, companiesOf(roots))
}
