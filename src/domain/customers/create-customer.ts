import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Customer, CustomerInput } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { newId, uuidText } from '#kernel/ids.ts'
import { checkAttributes } from './attribute-values.ts'
import { judgeNumbers } from './cards/judge-number.ts'
import { claimIdentities, readIdentities } from './claim-identities.ts'
import { refuseErased } from './erased-identities.ts'
import { readCustomer } from './read-customer.ts'
import { refreshSearch } from './refresh-search.ts'
import { putTags, tagNumbers } from './tags.ts'

/**
 * Makes a customer known before anything was heard of them. Who sends the same again under the same
 * key is given the customer made then, also where the program died before it could answer: the key
 * and what was sent are their id.
 */
export async function createCustomer(
  context: Context,
  input: CustomerInput,
  repeatKey: string | null = null,
): Promise<Customer> {
  const id = repeatKey === null ? newId() : idOfRepeat(repeatKey, input)
  return await transaction(context.database, async (tx) => {
    if (repeatKey === null || !(await isMade(tx, id))) await make(tx, context, input, id)
    return await readCustomer(tx, id, [id])
  })
}

const idOfRepeat = (repeatKey: string, input: CustomerInput): string =>
  uuidText(hash('sha256', `${repeatKey} ${JSON.stringify(input)}`).slice(0, 32))

/** Whoever makes the same at this moment is waited for. */
async function isMade(tx: Tx, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
  const { rows } = await sql`select from customers where customer_id = ${id}`.execute(tx)
  return rows.length > 0
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
    )
    insert into persons (customer_id, name, language, birthday, attributes)
    values (${id}, ${input.name ?? null}, ${input.language ?? null}, ${input.birthday ?? null},
      ${JSON.stringify(input.attributes)}::jsonb)`.execute(tx)
}
