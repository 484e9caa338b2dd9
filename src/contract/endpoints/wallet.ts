import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'

/** Certificates and keys as text; a chain of them is some kilobytes. */
const pem = text(20_000, 1)

const walletState = {
  passes: z.int().describe('Cards made for wallets of this kind'),
  failingSince: moment
    .nullable()
    .describe('The oldest change a phone or the issuer was not told of; null: they know all'),
}

export const walletSettings = z.object({
  apple: z
    .object({ passType: z.string(), team: z.string(), validUntil: moment, ...walletState })
    .nullable()
    .describe('null: no passes for Apple Wallet are made'),
  google: z
    .object({ issuer: z.string(), account: z.string(), ...walletState })
    .nullable()
    .describe('null: no links to Google Wallet are made'),
})
export type WalletSettings = z.output<typeof walletSettings>

export const appleIssuer = z.strictObject({
  passType: label(200).regex(/^pass\./, 'does not begin with "pass."'),
  team: label(20),
  certificate: pem.describe('Of the pass type, as PEM'),
  key: pem.describe('Its private key, as PEM; kept sealed'),
  keyPassword: text(200).optional(),
  issuedBy: pem.describe("The intermediate certificate (Apple's WWDR) that signed it, as PEM"),
})
export type AppleIssuer = z.output<typeof appleIssuer>

export const googleIssuer = z.strictObject({
  issuer: label(40).regex(/^\d+$/, 'is no issuer id'),
  account: z.email().max(254).describe('Of the service account'),
  key: pem.describe('Its private key, as PEM; kept sealed'),
})
export type GoogleIssuer = z.output<typeof googleIssuer>

export const readWalletSettings = endpoint({
  method: 'GET',
  path: '/api/v1/wallet-settings',
  tag: 'wallet',
  summary: 'Which wallets cards can be put in',
  permission: 'wallet:manage',
  reply: walletSettings,
})

export const setAppleIssuer = endpoint({
  method: 'PUT',
  path: '/api/v1/wallet-settings/apple',
  tag: 'wallet',
  summary: 'Say by which certificate passes for Apple Wallet are signed',
  description:
    'The key must belong to the certificate, and the certificate to the pass type and to the one that signed it.',
  permission: 'wallet:manage',
  body: appleIssuer,
  reply: walletSettings,
  errors: [
    'wallet_certificate_faulty',
    'wallet_certificate_expired',
    'wallet_pass_type_differs',
    'wallet_issuer_differs',
    'wallet_key_faulty',
    'wallet_key_differs',
  ],
})

export const setGoogleIssuer = endpoint({
  method: 'PUT',
  path: '/api/v1/wallet-settings/google',
  tag: 'wallet',
  summary: 'Say by which service account cards for Google Wallet are signed',
  permission: 'wallet:manage',
  body: googleIssuer,
  reply: walletSettings,
  errors: ['wallet_key_faulty'],
})

const kind = z.enum(['apple', 'google'])

export const removeIssuer = endpoint({
  method: 'DELETE',
  path: '/api/v1/wallet-settings/:kind',
  tag: 'wallet',
  summary: 'Make no more passes of this kind; those on phones are no longer brought up to date',
  permission: 'wallet:manage',
  params: z.object({ kind }),
  reply: walletSettings,
})

export const readGuestWallets = endpoint({
  method: 'GET',
  path: '/api/v1/portal/wallets',
  tag: 'portal',
  summary: 'How my card comes into the wallet of my phone',
  permission: 'guest',
  reply: z.object({
    apple: z.boolean().describe('The pass can be fetched'),
    google: z.string().nullable().describe('Opens Google Wallet, which then asks'),
  }),
  errors: ['wallet_card_missing'],
})

export const fetchGuestPass = endpoint({
  method: 'GET',
  path: '/api/v1/portal/wallets/apple',
  tag: 'portal',
  summary: 'My card as a signed pass for Apple Wallet',
  permission: 'guest',
  reply: z.unknown(),
  file: { contentType: 'application/vnd.apple.pkpass' },
  errors: ['wallet_not_set_up', 'wallet_card_missing'],
})

/** From here on what phones ask: paths and bodies are Apple's (PassKit web service, version 1). */
const base = '/api/v1/wallet/apple/v1'
const device = z.string().min(1).max(200)
const passType = z.string().min(1).max(200)
const serial = z.string().min(1).max(100)
const signed = { permission: 'signed', tag: 'wallet', headers: ['authorization'] } as const

export const registerDevice = endpoint({
  ...signed,
  method: 'POST',
  path: `${base}/devices/:device/registrations/:passType/:serial`,
  summary: 'A phone took a pass and wants to be told of changes',
  params: z.object({ device, passType, serial }),
  // Read once it is known whose pass it is.
  body: z.unknown().meta({ examples: [{ pushToken: '8b1d0f4e' }] }),
  reply: z.object({ registered: z.literal(true) }),
  status: 201,
  errors: ['wallet_token_refused', 'wallet_body_malformed'],
})

/** What is read of the body. */
export const registration = z.object({ pushToken: z.string().min(1).max(500) })

export const unregisterDevice = endpoint({
  ...signed,
  method: 'DELETE',
  path: `${base}/devices/:device/registrations/:passType/:serial`,
  summary: 'A pass was removed from a phone',
  params: z.object({ device, passType, serial }),
  reply: z.object({ registered: z.literal(false) }),
  errors: ['wallet_token_refused'],
})

export const listChangedPasses = endpoint({
  ...signed,
  method: 'GET',
  path: `${base}/devices/:device/registrations/:passType`,
  summary: 'Which passes of a phone have changed since it asked',
  description:
    'Whoever knows the name of the device and our pass type asks; it is told serial numbers alone.',
  params: z.object({ device, passType }),
  query: z.object({ passesUpdatedSince: z.string().max(40).optional() }),
  reply: z.object({ serialNumbers: z.array(z.string()), lastUpdated: z.string() }),
  errors: ['wallet_token_refused'],
})

export const fetchPass = endpoint({
  ...signed,
  method: 'GET',
  path: `${base}/passes/:passType/:serial`,
  summary: 'The pass as it is now',
  params: z.object({ passType, serial }),
  reply: z.unknown(),
  file: { contentType: 'application/vnd.apple.pkpass' },
  errors: ['wallet_token_refused', 'wallet_not_set_up'],
})

export const takeWalletLog = endpoint({
  ...signed,
  method: 'POST',
  path: `${base}/log`,
  summary: 'What a phone could not do with a pass',
  description:
    'The log of the program keeps how many lines there were. Only where passes are made.',
  body: z.unknown().meta({ examples: [{ logs: ['could not read pass'] }] }),
  reply: z.object({ taken: z.int() }),
  errors: ['wallet_token_refused', 'wallet_body_malformed'],
})

export const phoneLog = z.object({ logs: z.array(z.string().max(4000)).max(50) })
