import type { GuestSignInMethod } from '#contract/endpoints/portal-sign-in.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import type { Device } from '#domain/business/sign-in/device-words.ts'
import { giveCard } from '../cards/give-card.ts'
import { makeCustomer } from '../create-customer.ts'
import { identityOf } from '../identity.ts'
import { type Ask, type Asked, codeOver, codeWrong, spendLink, tryCode } from './asks.ts'
import { cardCodeWrong, spendCardCode } from './card-code.ts'
import { confirm, readAddresses } from './confirmed.ts'
import { findBy, hasDied, holdStanding } from './find-asked.ts'
import { beginGuestSession } from './sessions.ts'

type Rim = { context: Context; secret: string }

/** Signs in who typed the right code. A wrong one counts, and changes nothing else. */
export async function enterByCode(
  { context, secret }: Rim,
  ask: Ask,
  { code, device }: { code: string; device: Device },
): Promise<string> {
  const token = await transaction(context.database, async (tx) =>
    (await tryCode(tx, secret, ask, code))
      ? await enterAs(tx, context, ask, { method: 'email_code', device })
      : null,
  )
  if (token === null) throw codeWrong()
  return token
}

export async function enterByLink(
  { context, secret }: Rim,
  { token, device }: { token: string; device: Device },
): Promise<{ session: string; ask: Ask }> {
  return await transaction(context.database, async (tx) => {
    const ask = await spendLink(tx, secret, token)
    return { session: await enterAs(tx, context, ask, { method: 'email_link', device }), ask }
  })
}

/** A card whose number is known but whose code is not is as good as none. */
export async function enterByCard(
  { context }: Rim,
  { cardNumber, code, device }: { cardNumber: string; code: string; device: Device },
): Promise<string> {
  return await transaction(context.database, async (tx) => {
    const found = await findBy(tx, 'card_number', cardNumber)
    if (!found) throw cardCodeWrong()
    await spendCardCode(tx, found.memberIds, code)
    if (!(await mayEnter(tx, found.memberId))) throw cardCodeWrong()
    return await beginGuestSession(tx, {
      ...{ customerId: found.memberId, method: 'card_code', device },
    })
  })
}

type Way = { method: GuestSignInMethod; device: Device }

/** Whose the address or the card is by now; or somebody new. */
async function enterAs(tx: Tx, context: Context, ask: Ask, way: Way): Promise<string> {
  const { email } = ask.asked
  const customerId = email ? await holderOf(tx, context, email) : await ownerOf(tx, ask.asked)
  if (customerId === null || !(await mayEnter(tx, customerId))) throw codeOver()
  const address = email && identityOf('email', email)?.value
  if (address) await confirm(tx, customerId, address, context.clock.now())
  return await beginGuestSession(tx, { customerId, ...way })
}

/** A card that was stopped, and an address that was taken away, let nobody in any more. */
async function ownerOf(tx: Tx, { cardNumber = '', sentTo }: Asked): Promise<string | null> {
  const found = await findBy(tx, 'card_number', cardNumber)
  if (!found) return null
  const addresses = await readAddresses(tx, found.memberIds)
  return addresses.some(({ shown }) => shown === sentTo) ? found.memberId : null
}

const mayEnter = async (tx: Tx, customerId: string) =>
  (await holdStanding(tx, customerId)) && !(await hasDied(tx, customerId))

async function holderOf(tx: Tx, context: Context, email: string): Promise<string | null> {
  const found = await findBy(tx, 'email', email)
  if (found) return found.memberId
  const { selfEnrollment } = await readPortalSettings({ kysely: tx })
  return selfEnrollment ? await enroll(tx, context, email) : null
}

/** With a card at once: what is on the phone has to be shown at the till. */
async function enroll(tx: Tx, context: Context, email: string): Promise<string> {
  const customerId = await makeCustomer(tx, context, {
    ...{ identities: [{ kind: 'email', value: email }], attributes: {}, tags: [] },
  })
  await giveCard(tx, context, {
    ...{ customerId, memberIds: [customerId], holderId: customerId, cardNumber: undefined },
    issue: { label: null, storeNumber: null, by: null, at: context.clock.now() },
  })
  return customerId
}
