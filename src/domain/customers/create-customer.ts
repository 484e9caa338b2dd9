import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Customer, CustomerInput } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { checkAttributes } from './attribute-values.ts'
import { judgeNumbers } from './cards/judge-number.ts'
import { claimIdentities, readIdentities } from './claim-identities.ts'
import { refuseErased } from './erased-identities.ts'
import { readCustomer } from './read-customer.ts'
import { refreshSearch } from './refresh-search.ts'
import { putTags, tagNumbers } from './tags.ts'

/**
 * Makes a customer known before anything was heard of them. Who sends the same again under the same
 * key is given the customer made then, also where the program died before it could answer.
 */
export async function createCustomer(
  context: Context,
  input: CustomerInput,
  repeatKey: string | null = null,
): Promise<Customer> {
  return await transaction(context.database, async (tx) => {
    const id = newId()
    const made = repeatKey === null ? null : await madeBefore(tx, repeatKey, input, id)
    if (made === null) await make(tx, context, input, id)
    return await readCustomer(tx, made ?? id, [made ?? id])
  })
}

/** Whoever makes the same at this moment is waited for. @returns null: nobody was, and `id` is theirs */
async function madeBefore(
  tx: Tx,
  repeatKey: string,
  input: CustomerInput,
  id: string,
): Promise<string | null> {
  const request = hash('sha256', `${repeatKey} ${JSON.stringify(input)}`, 'buffer')
  const { rows: claimed } = await sql`
    insert into customer_requests (request, customer_id, made_at)
    values (${request}, ${id}, ${new Date()})
    on conflict do nothing returning request`.execute(tx)
  if (claimed.length > 0) return null
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customer_requests where request = ${request}`.execute(tx)
  return rows[0]?.id ?? null
}

const keptMillis = 24 * 3_600_000

export async function sweepRequests({ kysely }: Queryable, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMillis)
  await sql`delete from customer_requests where made_at < ${before}`.execute(kysely)
}

/** The same within a transaction, for whoever writes down more than a customer. @returns the id */
export async function makeCustomer(tx: Tx, rim: Rim, input: CustomerInput): Promise<string> {
  const id = newId()
  await make(tx, rim, input, id)
  return id
}

type Rim = Pick<Context, 'clock' | 'erasureKey'>

async function make(tx: Tx, { clock, erasureKey }: Rim, input: CustomerInput, id: string) {
  const identities = readIdentities(input.identities, '/identities')
  await checkAttributes(tx, input.attributes)
  await refuseErased(tx, identities, erasureKey)
  await judgeNumbers(tx, identities, '/identities')
  await insertCustomer(tx, id, input, clock.now())
  await claimIdentities(tx, id, [id], identities, '/identities')
  if (input.tags.length > 0) await putTags(tx, [id], await tagNumbers(tx, input.tags))
  await refreshSearch(tx, [id])
}

async function insertCustomer(tx: Tx, id: string, input: CustomerInput, at: Date) {
  await sql`
    with made as (
      insert into customers (customer_id, created_at) values (${id}, ${at})
    ), seen as (
      insert into profiles (customer_id, last_seen_at) values (${id}, ${at})
    ), placed as (
      insert into list_places (customer_id) values (${id})
    )
    insert into persons (customer_id, name, language, birthday, attributes)
    values (${id}, ${input.name ?? null}, ${input.language ?? null}, ${input.birthday ?? null},
      ${JSON.stringify(input.attributes)}::jsonb)`.execute(tx)
}
