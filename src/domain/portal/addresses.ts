import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { readAskedAddress as askedEndpoint, OwnData } from '#contract/endpoints/portal-self.ts'
import { signInCodeDigits } from '#contract/endpoints/portal-sign-in.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { beginAttempt } from '#domain/business/sign-in/attempts.ts'
import { changeCustomer } from '#domain/customers/change-customer.ts'
import { identityOf } from '#domain/customers/identity.ts'
import {
  codeOver,
  codeWrong,
  dropOwnAsks,
  findOwnAsk,
  keepAsk,
  tryCode,
} from '#domain/customers/sign-in/asks.ts'
import { confirm, readAddresses } from '#domain/customers/sign-in/confirmed.ts'
import { endGuestSessions } from '#domain/customers/sign-in/sessions.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { conflict } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { readOwnData } from './own-data.ts'
import type { PortalRim } from './rim.ts'

/** So many codes of one guest before the first wait. */
const triesFree = 10

/** Asks an address whether it is this guest's; whoever has it by now is told only to who reads it. */
export async function addAddress(
  { context, secret }: PortalRim,
  guest: string,
  asked: { email: string; language?: Language | undefined; origin: string },
): Promise<{ expiresAt: Date }> {
  await tryOnce({ context, secret }, 'address', guest)
  return await transaction(context.database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, guest, null)
    await dropOwnAsks(tx, memberIds)
    return await keepAsk({ kysely: tx }, secret, { kind: 'address', customerId: guest, asked })
  })
}

/** The address whose code is still to be entered: whoever leaves the page finds it again. */
export async function readAskedAddress(
  { context, secret }: PortalRim,
  guest: string,
): Promise<Asked> {
  const ask = await readOnly(context.database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, guest, null)
    return await findOwnAsk({ kysely: tx }, secret, memberIds)
  })
  const { asked, expiresAt } = ask ?? {}
  if (!asked?.email || !expiresAt) return { asked: null }
  return { asked: { address: asked.email, expiresAt, digits: signInCodeDigits } }
}

/** The guest means another address, or none. */
export async function dropAskedAddress({ context }: PortalRim, guest: string): Promise<Asked> {
  return await transaction(context.database, async (tx) => {
    const { memberIds } = await seeCustomer(tx, guest, null)
    await dropOwnAsks(tx, memberIds)
    return { asked: null }
  })
}

type Asked = Reply<typeof askedEndpoint>

/** Counts what one guest tries, or what is tried at one thing; others have nothing to do with it. */
export async function tryOnce(
  { context, secret }: Pick<PortalRim, 'context' | 'secret'>,
  what: 'address' | 'receipt',
  who: string,
) {
  return await beginAttempt(context.database, {
    ...{ secret: `guest ${what} ${secret}`, triesFree, who },
    trier: { device: who, address: '' },
  })
}

/** The code came back: the address is theirs. A wrong one counts, and changes nothing else. */
export async function confirmAddress(
  { context, secret }: PortalRim,
  guest: string,
  code: string,
): Promise<OwnData> {
  const { database, clock, erasureKey } = context
  const seen = await readOnly(database, (tx) => seeCustomer(tx, guest, null))
  const ask = await findOwnAsk(database, secret, seen.memberIds)
  if (!ask) throw codeOver()
  const data = await transaction(database, async (tx) => {
    if (!(await tryCode(tx, secret, ask, code))) return null
    const { customerId, memberIds } = await seeCustomer(tx, guest, null)
    const email = ask.asked.email ?? ''
    await changeCustomer(
      tx,
      customerId,
      memberIds,
      { addIdentities: [{ kind: 'email', value: email }] },
      erasureKey,
    )
    await confirm(tx, customerId, identityOf('email', email)?.value ?? email, clock.now())
    return await readOwnData(tx, customerId)
  })
  if (data === null) throw codeWrong()
  return data
}

/** Whoever came in by it is signed out, but for the phone that asks. */
export async function removeAddress(
  { context }: PortalRim,
  { customerId: guest, sessionId }: { customerId: string; sessionId: string },
  email: string,
): Promise<OwnData> {
  return await transaction(context.database, async (tx) => {
    const { customerId, memberIds } = await seeCustomer(tx, guest, null)
    const addresses = await readAddresses(tx, memberIds)
    if (addresses.length === 1 && !(await hasCard(tx, memberIds))) {
      throw conflict('address_is_last', 'Nothing else would let you in again. Add another first.')
    }
    const removeIdentities = [{ kind: 'email' as const, value: email }]
    await changeCustomer(tx, customerId, memberIds, { removeIdentities })
    await endGuestSessions(tx, memberIds, sessionId)
    await sql`
      delete from confirmed_addresses
      where customer_id = any(${memberIds}::uuid[])
        and address = ${identityOf('email', email)?.value ?? email}`.execute(tx)
    return await readOwnData(tx, customerId)
  })
}

async function hasCard(tx: Tx, memberIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from identities
    where kind = 'card_number' and customer_id = any(${memberIds}::uuid[]) limit 1`.execute(tx)
  return rows.length > 0
}
