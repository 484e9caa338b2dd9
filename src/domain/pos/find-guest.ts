import { sql } from 'kysely'
import { type GuestHit, hitsMax, nameLettersMin } from '#contract/endpoints/pos.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { whyUnknown } from '#domain/customers/cards/judge-number.ts'
import { refuseStopped } from '#domain/customers/cards/refuse-stopped.ts'
import { type Identity, identityOf } from '#domain/customers/identity.ts'
import { findKnown } from '#domain/customers/known.ts'
import { holderAmong } from '#domain/customers/matching.ts'
import { anywhere } from '#domain/customers/search.ts'
import { folded } from '#domain/customers/search-text.ts'
import { codeView, findOpen, lettersOf } from '#domain/loyalty/redemption-codes/code-rows.ts'
import { wasIn } from '#domain/profile/customer-conditions.ts'
import { shortName } from '#kernel/short-name.ts'

export type Found =
  | { kind: 'guest'; customerId: string; redemptionCode: ShownCode | null }
  | { kind: 'hits'; hits: GuestHit[] }
/** A code that is open, as the guest's phone shows it. */
type ShownCode = { code: string; name: string }
type Asking = { stores: Caller['stores']; now: Date }

/** Numbers name one guest; letters are looked for in names alone, never in addresses. */
export async function findGuest(tx: Tx, typed: string, { stores, now }: Asking): Promise<Found> {
  const identities = identitiesIn(typed)
  const known = await findKnown(tx, [{ kind: 'named', id: undefined, identities }])
  const holder = holderAmong(identities, known)
  if (holder) return { kind: 'guest', customerId: holder.customerId, redemptionCode: null }
  const code = await findCode(tx, typed, now)
  if (code) return code
  await refuseStopped(tx, identities, known)
  for (const { kind, value } of identities) {
    const refusal = kind === 'card_number' ? await whyUnknown(tx, value, '/text') : null
    if (refusal) throw refusal
  }
  return { kind: 'hits', hits: await findByName(tx, typed, stores) }
}

/** A number somebody already has goes before: codes are made anew, cards are not. */
async function findCode(tx: Tx, typed: string, now: Date): Promise<Found | null> {
  const letters = lettersOf(typed)
  const row = letters === null ? null : await findOpen(tx, letters, now)
  if (!row) return null
  const { code, name } = codeView(row, now)
  return { kind: 'guest', customerId: row.customerId, redemptionCode: { code, name } }
}

const phoneDigitsMin = 6

/** A scanner sends a card as it is printed, people type it with blanks. */
export function identitiesIn(typed: string): Identity[] {
  const together = typed.replace(/[\s-]/g, '')
  const isPhone = /^\+?[\d()/]+$/.test(together) && together.length >= phoneDigitsMin
  return [
    identityOf('card_number', typed),
    identityOf('card_number', together),
    identityOf('external_id', typed),
    isPhone ? identityOf('phone', together) : null,
  ].filter((one) => one !== null && one.value !== '') as Identity[]
}

/** A name is no card: whoever works in some stores finds by it nobody who buys elsewhere alone. */
async function findByName(tx: Tx, typed: string, stores: Caller['stores']): Promise<GuestHit[]> {
  const words = folded(typed).split(/\s+/).filter(Boolean).slice(0, 4)
  if (words.join('').replace(/[^\p{L}]/gu, '').length < nameLettersMin) return []
  const longest = words.toSorted((one, other) => other.length - one.length)[0]!
  const { rows } = await sql<{ customerId: string; name: string }>`
    select customer_id as "customerId", name
    from persons
    join customers using (customer_id)
    left join profiles using (customer_id)
    where search like ${anywhere(longest)} and merged_into is null
      and ${sql.join(
        words.map((word) => sql`sort_name like ${anywhere(word)}`),
        sql` and `,
      )}
      and ${stores === null ? sql`true` : sql`(coalesce(profiles.purchases, 0) = 0 or ${wasIn(stores)})`}
    order by last_seen_at desc nulls last, customer_id
    limit ${hitsMax}`.execute(tx)
  return rows.map(({ customerId, name }) => ({ customerId, shown: shortName(name) }))
}
