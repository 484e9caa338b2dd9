import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { lastReceipts } from '#domain/customers/consent/receipt-rows.ts'
import {
  receiptsPerCustomerMax,
  type Said,
  writeReceipts,
} from '#domain/customers/consent/write-receipts.ts'
import type { ShopConsent } from './translation.ts'
import type { ToldPerson } from './write-persons.ts'

type Asked = { connectionId: string; shop: string; purpose: string; textId: string; hash: Buffer }
type Heard = {
  index: number
  customerId: string
  consent: ShopConsent
  email: string | undefined
  asked: Asked
}

/**
 * Makes receipts of what people said in their shop about e-mails, where the connection knows the words
 * they were asked in. In whatever order it arrives, the latest word counts; the same said again is the
 * same receipt. To be called once it is written down who they are: of somebody who was erased nothing is.
 * @returns the customer of each whose receipt is new, by its index
 */
export async function writeConsents(
  tx: Tx,
  told: readonly ToldPerson[],
  now: Date,
): Promise<Map<number, string>> {
  const consents = told.filter(({ person }) => person.consent !== undefined)
  if (consents.length === 0) return new Map()
  const heard = await hear(tx, consents)
  const said = await unsaid(
    tx,
    heard.map((one) => saidOf(one, now)),
  )
  await writeReceipts(tx, said)
  const written = new Set(said.map(({ customerId }) => customerId))
  const theirs = heard.filter(({ customerId }) => written.has(customerId))
  return new Map(theirs.map(({ index, customerId }) => [index, customerId]))
}

/** Whose word it is, and what they were asked. Who is being erased is waited for, and passed over. */
async function hear(tx: Tx, consents: readonly ToldPerson[]): Promise<Heard[]> {
  const asked = await findWordings(tx, consents)
  if (asked.size === 0) return []
  const { rows } = await sql<{ externalId: string; customerId: string }>`
    select value as "externalId", customer_id as "customerId"
    from identities join persons using (customer_id)
    where kind = 'external_id' and value = any(${consents.map(({ person }) => person.externalId)})
    order by customer_id for key share of persons`.execute(tx)
  const customers = new Map(rows.map((row) => [row.externalId, row.customerId]))
  return consents.flatMap(({ index, connectionId, person: { consent, email, externalId } }) => {
    const customerId = customers.get(externalId)
    const wording = asked.get(connectionId)
    if (!customerId || !wording || !consent) return []
    return [{ index, customerId, consent, email, asked: wording }]
  })
}

/** Nobody is asked any more for what is archived. */
async function findWordings(tx: Tx, told: readonly ToldPerson[]): Promise<Map<string, Asked>> {
  const ids = [...new Set(told.map(({ connectionId }) => connectionId))]
  const { rows } = await sql<Asked>`
    select connection_id as "connectionId", connections.name as shop, purpose, text_id as "textId",
      hash
    from connections
    join consent_texts on text_id = consent_text_id
    join consent_purposes using (purpose)
    where connection_id = any(${ids}::uuid[]) and archived_at is null`.execute(tx)
  return new Map(rows.map((row) => [row.connectionId, row]))
}

/** What a clock that goes fast calls later was said now. */
const saidOf = ({ customerId, consent, email, asked }: Heard, now: Date): Said => ({
  ...{ customerId, purpose: asked.purpose, channel: 'email', act: consent.act },
  ...{ textId: asked.textId, textHash: asked.hash, source: 'shop' },
  occurredAt: consent.saidAt < now ? consent.saidAt : now,
  ...{ recordedAt: now, recordedBy: null },
  proof: { kind: 'shop', shop: asked.shop, level: consent.level, ...(email && { address: email }) },
})

const keyOf = ({ customerId, purpose, act, occurredAt }: Said) =>
  `${customerId} ${purpose} ${act} ${occurredAt.toISOString()}`

/** Without what has a receipt already, and of whom there is room for one more. */
async function unsaid(tx: Tx, said: readonly Said[]): Promise<Said[]> {
  const once = [...new Map(said.map((one) => [keyOf(one), one])).values()]
  const customerIds = [...new Set(once.map(({ customerId }) => customerId))]
  const { rows } = await sql<Said>`
    select customer_id as "customerId", purpose, act, occurred_at as "occurredAt"
    from consent_receipts
    where customer_id = any(${customerIds}::uuid[]) and channel = 'email' and source = 'shop'`.execute(
    tx,
  )
  const known = new Set(rows.map(keyOf))
  const last = await lastReceipts(tx, customerIds)
  const isRoom = ({ customerId }: Said) =>
    (last.get(customerId)?.number ?? 0) + once.length <= receiptsPerCustomerMax
  return once.filter((one) => !known.has(keyOf(one)) && isRoom(one))
}
