import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ToldTraits } from '#contract/endpoints/referrals.ts'
import type { Tx } from '#database/transaction.ts'
import { normalized, type Traits } from '#domain/loyalty/referral.ts'

/** Keeps what was told of a customer, as hashes of its normal forms. */
export async function noteTraits(tx: Tx, customerId: string, told: ToldTraits): Promise<void> {
  for (const trait of ['device', 'payment', 'address'] as const) {
    const value = told[trait]
    if (value === undefined) continue
    const hash = createHash('sha256').update(normalized(trait, value)).digest('hex')
    await sql`
      insert into customer_traits (customer_id, trait, hash)
      values (${customerId}, ${trait}, ${hash}) on conflict do nothing`.execute(tx)
  }
}

type Row = { customer: string; trait: keyof Omit<Traits, 'customer'>; value: string }

/**
 * What is known of each of these that two accounts of one person would share.
 * @param members each with everybody merged into them
 */
export async function readTraits(
  tx: Tx,
  members: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, Traits>> {
  const pairs = [...members].flatMap(([root, ids]) => ids.map((id) => ({ root, id })))
  const { rows } = await sql<Row>`
    with asked as (
      select * from unnest(${pairs.map(({ root }) => root)}::uuid[],
        ${pairs.map(({ id }) => id)}::uuid[]) as asked (root, customer_id)
    )
    select root as customer,
      case kind when 'card_number' then 'card' else kind end as trait, value
    from asked join identities using (customer_id) where kind <> 'external_id'
    union all
    select root, trait, hash from asked join customer_traits using (customer_id)`.execute(tx)
  const known = Map.groupBy(rows, ({ customer }) => customer)
  return new Map([...members.keys()].map((root) => [root, traitsOf(root, known.get(root) ?? [])]))
}

function traitsOf(customer: string, rows: readonly Row[]): Traits {
  const of = (trait: Row['trait']) =>
    rows.filter((row) => row.trait === trait).map(({ value }) => value)
  return {
    customer,
    ...{ email: of('email'), phone: of('phone'), address: of('address') },
    ...{ card: of('card'), device: of('device'), payment: of('payment') },
  }
}

/**
 * Whom a recruit must not be: the referrer, and whoever they brought before. Friends may share a
 * flat, so of those the address does not count.
 */
export const together = (referrer: Traits, recruits: readonly Traits[]): Traits => {
  const all = (trait: 'email' | 'phone' | 'card' | 'device' | 'payment') =>
    [referrer, ...recruits].flatMap((one) => one[trait])
  return {
    ...referrer,
    ...{ email: all('email'), phone: all('phone'), card: all('card') },
    ...{ device: all('device'), payment: all('payment') },
  }
}
