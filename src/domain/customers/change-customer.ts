import { sql } from 'kysely'
import type { CustomerChange } from '#contract/endpoints/customers.ts'
import type { AttributeValue } from '#contract/language/customer.ts'
import type { Tx } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { notFound } from '#kernel/errors.ts'
import { checkAttributes } from './attribute-values.ts'
import { forgetIssued } from './cards/card-rows.ts'
import { judgeNumbers } from './cards/judge-number.ts'
import { claimIdentities, readIdentities, releaseIdentities } from './claim-identities.ts'
import { refuseErased } from './erased-identities.ts'
import type { Identity } from './identity.ts'
import { refreshSearch } from './refresh-search.ts'

/**
 * Changes who a customer is. Identities are taken away before others are given, so that one can
 * replace another.
 * @param memberIds the customer and all who were merged into them
 */
export async function changeCustomer(
  tx: Tx,
  customerId: string,
  memberIds: readonly string[],
  change: CustomerChange,
  erasureKey?: string,
): Promise<void> {
  const released = readIdentities(change.removeIdentities ?? [], '/removeIdentities')
  const claimed = readIdentities(change.addIdentities ?? [], '/addIdentities')
  const attributes = change.attributes ?? {}
  await checkAttributes(tx, attributes)
  await refuseErased(tx, claimed, erasureKey)
  // Locked first: whoever else changes what the customer is found by waits, and reads again.
  const { rows } = await sql`
    select from persons where customer_id = ${customerId} for no key update`.execute(tx)
  // Erased while this waited.
  if (rows.length === 0) throw notFound('customer')
  await releaseIdentities(tx, memberIds, released)
  await forgetIssued(tx, cardsAmong(released))
  await judgeNumbers(tx, claimed, '/addIdentities')
  await claimIdentities(tx, customerId, memberIds, claimed, '/addIdentities')
  await updatePerson(tx, customerId, change)
  await refreshSearch(tx, [customerId])
  if (Object.keys(attributes).length > 0) await bumpRevision(tx)
}

const cardsAmong = (identities: readonly Identity[]) =>
  identities.filter(({ kind }) => kind === 'card_number').map(({ value }) => value)

async function updatePerson(tx: Tx, customerId: string, change: CustomerChange) {
  const given = Object.entries(change.attributes ?? {})
  const taken = given.flatMap(([name, value]) => (value === null ? [name] : []))
  const put: Record<string, AttributeValue> = {}
  for (const [name, value] of given) if (value !== null) put[name] = value
  await sql`
    update persons set
      name = case when ${change.name !== undefined} then ${change.name ?? null} else name end,
      language = case when ${change.language !== undefined} then ${change.language ?? null} else language end,
      birthday = case when ${change.birthday !== undefined} then ${change.birthday ?? null} else birthday end,
      attributes = (attributes - ${taken}::text[]) || ${JSON.stringify(put)}::jsonb
    where customer_id = ${customerId}`.execute(tx)
}
