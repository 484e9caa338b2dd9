import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { correctOwnData as correctEndpoint, OwnData } from '#contract/endpoints/portal-self.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { changeCustomer } from '#domain/customers/change-customer.ts'
import { readAddresses } from '#domain/customers/sign-in/confirmed.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { isLanguage } from '#locales/language.ts'
import type { PortalRim } from './rim.ts'

type Row = {
  name: string | null
  birthday: string | null
  language: string | null
  phones: string[]
  memberSince: Date
}

/** What the business knows of a guest, as they see and correct it. */
export async function readOwnData(tx: Tx, guest: string): Promise<OwnData> {
  const { customerId, memberIds } = await seeCustomer(tx, guest, null)
  const { rows } = await sql<Row>`
    select name, birthday, language, array(
        select shown from identities
        where kind = 'phone' and identities.customer_id = any(${memberIds}::uuid[]) order by value
      ) as phones, (
        select min(members.created_at) from customers as members
        join persons as known using (customer_id)
        where members.customer_id = any(${memberIds}::uuid[])
      ) as "memberSince"
    from persons where customer_id = ${customerId}`.execute(tx)
  const { language, ...row } = rows[0]!
  const addresses = await readAddresses(tx, memberIds)
  return {
    ...row,
    language: language !== null && isLanguage(language) ? language : null,
    emails: addresses.map(({ shown: address, confirmedAt }) => ({
      address,
      confirmed: confirmedAt !== null,
    })),
  }
}

type Change = Input<typeof correctEndpoint>['body']

export async function correctOwnData(
  { context }: PortalRim,
  guest: string,
  change: Change,
): Promise<OwnData> {
  return await transaction(context.database, async (tx) => {
    const { customerId, memberIds } = await seeCustomer(tx, guest, null)
    await changeCustomer(tx, customerId, memberIds, change, context.erasureKey)
    return await readOwnData(tx, customerId)
  })
}
