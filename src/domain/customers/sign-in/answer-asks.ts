import type { MailKind } from '#contract/endpoints/portal-settings.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { keepMail } from '#domain/business/mail/mail-rows.ts'
import { readPortalSettings } from '#domain/business/portal-settings.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { isLanguage, type Language } from '#locales/language.ts'
import { isErased } from '../erased-identities.ts'
import { identityOf } from '../identity.ts'
import { type Ask, giveCode, takeAsk } from './asks.ts'
import { readAddresses } from './confirmed.ts'
import { findBy, hasDied, holdStanding, languageOf } from './find-asked.ts'
import { writeMail } from './write-mail.ts'

type Rim = Pick<Context, 'database' | 'erasureKey'>

/** Looks up what was asked for, beside the requests, and writes the mail where there is somebody. */
export const guestAskWorker = (context: Rim, secret: string): Worker => ({
  name: 'guest asks',
  restMillis: 300,
  work: () =>
    transaction(context.database, async (tx) => {
      const ask = await takeAsk(tx, secret)
      if (!ask) return 'done'
      await answer(tx, context, secret, ask)
      return 'more'
    }),
})

/** To whom a code goes, and who they are by now. */
type Recipient = { kind: MailKind; to: string; customerId: string | null }

async function answer(tx: Tx, context: Rim, secret: string, ask: Ask): Promise<void> {
  const recipient = await recipientOf(tx, context, ask)
  if (!recipient) return
  const { kind, to, customerId } = recipient
  if (customerId !== null && !(await holdStanding(tx, customerId))) return
  const { asked, expiresAt } = ask
  const { code, token } = await giveCode(tx, secret, { ...ask, customerId }, to)
  const { name: business, language } = await readBusinessTerms({ kysely: tx })
  const content = writeMail({
    ...{ kind, business, to, code },
    language: asked.language ?? (await ownLanguage(tx, customerId)) ?? language,
    link:
      kind === 'address' || asked.origin === null ? null : `${asked.origin}/sign-in#token=${token}`,
  })
  await keepMail(tx, secret, { kind, customerId, content, expiresAt })
}

async function ownLanguage(tx: Tx, customerId: string | null): Promise<Language | null> {
  const own = customerId === null ? null : await languageOf(tx, customerId)
  return own !== null && isLanguage(own) ? own : null
}

async function recipientOf(
  tx: Tx,
  context: Rim,
  { kind, asked, customerId }: Ask,
): Promise<Recipient | null> {
  const { email, cardNumber } = asked
  if (kind === 'address') return { kind, to: email!, customerId }
  const found = email
    ? await findBy(tx, 'email', email)
    : await findBy(tx, 'card_number', cardNumber ?? '')
  if (!found) return email ? await newcomer(tx, context, email) : null
  if (await hasDied(tx, found.customerId)) return null
  const to = email ?? (await readAddresses(tx, found.memberIds))[0]?.shown
  return to === undefined ? null : { kind, to, customerId: found.memberId }
}

/** Where the business lets people enroll themselves; who was erased comes back through the business. */
async function newcomer(tx: Tx, { erasureKey }: Rim, email: string): Promise<Recipient | null> {
  const { selfEnrollment } = await readPortalSettings({ kysely: tx })
  const identity = identityOf('email', email)
  if (!selfEnrollment || !identity || (await isErased(tx, [identity], erasureKey))) return null
  return { kind: 'enrollment', to: email, customerId: null }
}
