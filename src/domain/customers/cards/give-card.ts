import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { formOfCardNumber, groupedCardNumber } from '#kernel/card-number.ts'
import { claimIdentities } from '../claim-identities.ts'
import { refuseErased } from '../erased-identities.ts'
import { type Identity, identityOf } from '../identity.ts'
import { refreshSearch } from '../refresh-search.ts'
import { type Issue, noteIssued } from './card-rows.ts'
import { judgeNumber } from './judge-number.ts'
import { makeNumbers } from './make-numbers.ts'

/** `holderId` has the card from now on: the customer, or one of those merged into them. */
export type Giving = {
  customerId: string
  memberIds: readonly string[]
  holderId: string
  /** Left out: a number is made. */
  cardNumber: string | undefined
  issue: Issue
}

/**
 * Gives a customer a card, one more if they have some. Several cards of a customer share everything
 * they have.
 * @returns the number
 * @throws Refusal where the number is somebody else's, mistyped, never made or stopped
 */
export async function giveCard(
  tx: Tx,
  { erasureKey }: Pick<Context, 'erasureKey'>,
  { customerId, memberIds, holderId, cardNumber, issue }: Giving,
): Promise<string> {
  const identity = await numberToGive(tx, cardNumber, issue.at, erasureKey)
  await claimIdentities(tx, holderId, memberIds, [identity], '/cardNumber')
  await noteIssued(tx, identity.value, issue)
  await refreshSearch(tx, [customerId])
  return identity.value
}

async function numberToGive(
  tx: Tx,
  given: string | undefined,
  at: Date,
  erasureKey: string | undefined,
): Promise<Identity> {
  if (given === undefined) {
    const [made] = await makeNumbers(tx, 1, { at, batchId: null, erasureKey })
    return { kind: 'card_number', value: made!, shown: groupedCardNumber(made!) }
  }
  const identity = asPrinted(identityOf('card_number', given)!)
  await refuseErased(tx, [identity], erasureKey)
  await judgeNumber(tx, identity.value, '/cardNumber')
  return identity
}

/** A scanner types the digits, people read them in groups. */
const asPrinted = (identity: Identity): Identity =>
  formOfCardNumber(identity.value) === 'own'
    ? { ...identity, shown: groupedCardNumber(identity.value) }
    : identity
