import type { ConsentPurposeView } from '#contract/endpoints/consent-texts.ts'
import type { ConsentReceipt, ConsentState } from '#contract/endpoints/consents.ts'
import type { OwnConsents } from '#contract/endpoints/portal-self.ts'
import type { ConsentAct, ConsentChannel, ConsentProof } from '#contract/language/consent.ts'
import { type Caller, guestOf } from '#contract/route.ts'
import { readOnly } from '#database/transaction.ts'
import { listPurposes } from '#domain/customers/consent/texts.ts'
import { readConsents } from '#domain/customers/consent/view-receipts.ts'
import { familiesOf } from '#domain/customers/families.ts'
import { type Address, readAddresses } from '#domain/customers/sign-in/confirmed.ts'
import { recordConsent } from '#domain/people/contact/record-consent.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Language } from '#locales/language.ts'
import { readOwnData } from './own-data.ts'
import { guestLanguage } from './read-session.ts'
import type { PortalRim } from './rim.ts'

/** What a guest agreed to, and what they are asked for, in the words of their language. */
export async function readOwnConsents(
  { context }: PortalRim,
  guest: string,
  asked: Language | undefined,
): Promise<OwnConsents> {
  return await readOnly(context.database, async (tx) => {
    const family = (await familiesOf(tx, [guest])).get(guest)!
    const { states, receipts } = await readConsents(tx, family)
    const { emails, phones } = await readOwnData(tx, guest)
    const language = await guestLanguage(tx, guest, asked)
    const reach = {
      email: emails.length > 0,
      confirmed: emails.some(({ confirmed }) => confirmed),
      phone: phones.length > 0,
    }
    const purposes = await listPurposes({ kysely: tx })
    return {
      purposes: purposes
        .map((purpose) => purposeView(purpose, { states, language, reach }))
        .filter(({ text, channels }) => channels.length > 0 && (text || isGranted(channels))),
      receipts: receipts.map(receiptView),
    }
  })
}

const isGranted = (channels: OwnConsents['purposes'][number]['channels']) =>
  channels.some(({ state }) => state === 'granted')

type Reach = { email: boolean; confirmed: boolean; phone: boolean }
type Ground = { states: readonly ConsentState[]; language: Language; reach: Reach }

function purposeView(
  { purpose, label, archived, texts }: ConsentPurposeView,
  { states, language, reach }: Ground,
): OwnConsents['purposes'][number] {
  const said = states.filter((state) => state.purpose === purpose)
  const channels = new Set<ConsentChannel>([
    ...(reach.email ? ['email' as const] : []),
    ...(reach.phone ? ['sms' as const, 'phone' as const] : []),
    ...said.map(({ channel }) => channel),
  ])
  // Of each language the latest version stands first.
  const text = texts.find((one) => one.language.split('-')[0] === language) ?? texts[0]
  return {
    ...{ purpose, label },
    text:
      archived || !text
        ? null
        : { id: text.id, version: text.version, language: text.language, wording: text.wording },
    channels: [...channels].map((channel) => {
      const state = said.find((one) => one.channel === channel)
      return {
        channel,
        state: state?.state ?? 'unsaid',
        since: state?.since ?? null,
        agreedTo: state?.text && state.text.id !== text?.id ? state.text.wording : null,
        can: channel === 'email' && !reach.confirmed ? 'confirm_first' : 'say',
      }
    }),
  }
}

const receiptView = ({ purposeLabel, channel, act, text, occurredAt, source }: ConsentReceipt) => ({
  ...{ label: purposeLabel, channel, act, source, at: occurredAt },
  wording: text?.wording ?? null,
  version: text?.version ?? null,
})

type Saying = {
  purpose: string
  channel: ConsentChannel
  act: ConsentAct
  textId?: string | undefined
  language?: Language | undefined
}

/** Says yes or no with one's own hand: that leaves wording, time and proof. */
export async function sayConsent(
  rim: PortalRim,
  caller: Caller,
  { language, textId, ...said }: Saying,
): Promise<OwnConsents> {
  const { customerId } = guestOf(caller)
  const proof = said.act === 'granted' ? await proofOf(rim, customerId, said.channel) : undefined
  await recordConsent(
    rim.context,
    customerId,
    { ...said, source: 'portal', ...(textId && { textId }), ...(proof && { proof }) },
    caller,
  )
  return await readOwnConsents(rim, customerId, language)
}

/** Beside it stand wording, time and `portal` as its source. */
const signedIn =
  'Selbst angekreuzt, im Portal angemeldet. Ticked by themselves, signed in to the portal.'

/** For mails: that the address was confirmed by its code; for all else: that it was said signed in. */
async function proofOf(
  { context }: PortalRim,
  guest: string,
  channel: ConsentChannel,
): Promise<ConsentProof> {
  if (channel !== 'email') return { kind: 'statement', text: signedIn }
  const address = await readOnly(context.database, async (tx) => {
    const family = (await familiesOf(tx, [guest])).get(guest)!
    return (await readAddresses(tx, family)).find(isConfirmed)
  })
  if (!address) {
    throw new Refusal(
      'conflict',
      'consent_address_unconfirmed',
      'Confirm the address by the code that is sent to it, then say yes.',
    )
  }
  const { shown, confirmedAt } = address
  return { kind: 'double_opt_in', address: shown, askedAt: confirmedAt.toISOString() }
}

const isConfirmed = (address: Address): address is Address & { confirmedAt: Date } =>
  address.confirmedAt !== null

/** No to everything that holds, in one tap. */
export async function withdrawConsents(
  rim: PortalRim,
  caller: Caller,
  language: Language | undefined,
): Promise<OwnConsents> {
  const { customerId } = guestOf(caller)
  const { purposes } = await readOwnConsents(rim, customerId, language)
  for (const { purpose, channels } of purposes) {
    for (const { channel, state } of channels) {
      if (state !== 'granted') continue
      const said = { purpose, channel, act: 'withdrawn', source: 'portal' } as const
      await recordConsent(rim.context, customerId, said, caller)
    }
  }
  return await readOwnConsents(rim, customerId, language)
}
