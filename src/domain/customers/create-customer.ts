import { sql } from 'kysely'
import type { Customer, CustomerInput } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { checkAttributes } from './attribute-values.ts'
import { judgeNumbers } from './cards/judge-number.ts'
import { claimIdentities, readIdentities } from './claim-identities.ts'
import { refuseErased } from './erased-identities.ts'
import { readCustomer } from './read-customer.ts'
import { refreshSearch } from './refresh-search.ts'
import { putTags, tagNumbers } from './tags.ts'

/** Makes a customer known before anything was heard of them. */
export async function createCustomer(context: Context, input: CustomerInput): Promise<Customer> {
  return await transaction(context.database, async (tx) => {
    const id = await makeCustomer(tx, context, input)
    return await readCustomer(tx, id, [id])
  })
}

/** The same within a transaction, for whoever writes down more than a customer. @returns the id */
export async function makeCustomer(
  tx: Tx,
  { clock, erasureKey }: Pick<Context, 'clock' | 'erasureKey'>,
  input: CustomerInput,
): Promise<string> {
  const identities = readIdentities(input.identities, '/identities')
  await checkAttributes(tx, input.attributes)
  await refuseErased(tx, identities, erasureKey)
  await judgeNumbers(tx, identities, '/identities')
  const id = newId()
  await insertCustomer(tx, id, input, clock.now())
  await claimIdentities(tx, id, [id], identities, '/identities')
  if (input.tags.length > 0) await putTags(tx, [id], await tagNumbers(tx, input.tags))
  await refreshSearch(tx, [id])
  return id
}

async function insertCustomer(tx: Tx, id: string, input: CustomerInput, at: Date) {
  await sql`
    with made as (
      insert into customers (customer_id, created_at) values (${id}, ${at})
    ), seen as (
      insert into profiles (customer_id, last_seen_at) values (${id}, ${at})
    )
    insert into persons (customer_id, name, language, birthday, attributes)
    values (${id}, ${input.name ?? null}, ${input.language ?? null}, ${input.birthday ?? null},
      ${JSON.stringify(input.attributes)}::jsonb)`.execute(tx)
}
