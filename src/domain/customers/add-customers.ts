import { sql } from 'kysely'
import type { CustomerInput } from '#contract/endpoints/customers.ts'
import type { CustomerReference } from '#contract/language/event.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refreshSearch } from './refresh-search.ts'
import { resolveCustomers } from './resolve.ts'
import { tagEach } from './tags.ts'

/** At most one identity of a kind counts. */
export type AddedCustomer = Pick<
  CustomerInput,
  'identities' | 'name' | 'language' | 'birthday' | 'tags'
>

type Added = AddedCustomer & { id: string }

/**
 * Makes many customers known in one transaction; the statements do not grow with their number.
 * Who is known by one of the identities gets what is told and keeps the rest.
 */
export async function addCustomers(
  { database, clock, erasureKey }: Pick<Context, 'database' | 'clock' | 'erasureKey'>,
  customers: readonly AddedCustomer[],
): Promise<void> {
  if (customers.length === 0) return
  await transaction(database, async (tx) => {
    const resolved = await resolveCustomers(tx, customers.map(referenceTo), clock.now(), erasureKey)
    const added = customers.flatMap((customer, index): Added[] => {
      const found = resolved[index]!
      if ('refused' in found) throw new Error(`a customer was refused: ${found.refused.code}`)
      return 'customerId' in found ? [{ ...customer, id: found.customerId }] : []
    })
    await describe(tx, added)
    await tagEach(tx, added)
    await refreshSearch(
      tx,
      added.map(({ id }) => id),
    )
  })
}

function referenceTo({ identities }: AddedCustomer): CustomerReference {
  const first = (kind: string) => identities.find((identity) => identity.kind === kind)?.value
  return {
    externalId: first('external_id'),
    cardNumber: first('card_number'),
    email: first('email'),
    phone: first('phone'),
  }
}

async function describe(tx: Tx, added: readonly Added[]): Promise<void> {
  const rows = added.map(({ id, name, language, birthday }) => ({ id, name, language, birthday }))
  await sql`
    update persons set
      name = coalesce(told.name, persons.name),
      language = coalesce(told.language, persons.language),
      birthday = coalesce(told.birthday, persons.birthday)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as told (id uuid, name text, language text, birthday text)
    where customer_id = told.id`.execute(tx)
}
