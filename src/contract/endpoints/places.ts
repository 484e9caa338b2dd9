import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { text } from '../language/text.ts'

export const placePurposes = ['copies', 'files'] as const
export type PlacePurpose = (typeof placePurposes)[number]

/** Why nothing can be laid down there or read, told apart by whose hand is needed. */
export const placeFailures = [
  'place_address_private',
  'place_not_found',
  'place_unreachable',
  'place_certificate_invalid',
  'place_host_key_unknown',
  'place_host_key_changed',
  'place_sign_in_refused',
  'place_key_unreadable',
  'place_secret_missing',
  'place_bucket_missing',
  'place_folder_missing',
  'place_not_allowed',
  'place_full',
  'place_broken_off',
  'place_differs',
  'place_refused',
  'copy_missing',
] as const
export type PlaceFailure = (typeof placeFailures)[number]

const folder = text(500)
  .refine((path) => !path.split('/').includes('..'), 'leads out of itself')
  .describe('Within the bucket, or as the server names it; empty: where one comes in')

const s3 = {
  kind: z.literal('s3'),
  endpoint: z.url({ protocol: /^https?$/ }).max(500),
  region: text(100, 1),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket'),
  folder,
  accessKey: text(200, 1),
}

const sftp = {
  kind: z.literal('sftp'),
  host: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'is no name of a server'),
  port: z.int().min(1).max(65_535),
  user: text(200, 1),
  folder,
  hostKey: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'is no SHA256 fingerprint')
    .describe('The fingerprint of the key by which the server proves who it is'),
}

const secretKey = text(500, 1)
const password = text(1000, 1)
const privateKey = text(20_000, 1).describe('As OpenSSH writes it, without a passphrase')
const kept = 'Left out, what is known stays, as long as the place is the same'

const address = z.discriminatedUnion('kind', [z.object(s3), z.object(sftp)])
export type PlaceAddress = z.output<typeof address>

const place = z.object({
  address,
  hasSecret: z.boolean(),
  resting: z
    .boolean()
    .describe('The data came back from a copy: saving the place again ends the rest'),
})
export type PlaceView = z.output<typeof place>

const s3Wanted = z.strictObject({ ...s3, secretKey: secretKey.optional().describe(kept) })
const proof = {
  password: password.optional().describe(kept),
  privateKey: privateKey.optional().describe('Instead of a password'),
}
const wanted = z.discriminatedUnion('kind', [s3Wanted, z.strictObject({ ...sftp, ...proof })])
export type PlaceWanted = z.output<typeof wanted>

const tried = z.discriminatedUnion('kind', [
  s3Wanted,
  z.strictObject({ ...sftp, ...proof, hostKey: sftp.hostKey.nullable() }),
])
export type PlaceTried = z.output<typeof tried>

const params = z.object({ purpose: z.enum(placePurposes) })

export const readPlace = endpoint({
  method: 'GET',
  path: '/api/v1/places/:purpose',
  tag: 'system',
  summary: 'Where copies of the database are sent, or where files are fetched from',
  permission: 'system:manage',
  params,
  reply: z.object({ place: place.nullable() }),
})

export const tryPlace = endpoint({
  method: 'POST',
  path: '/api/v1/places/:purpose/check',
  tag: 'system',
  summary: 'Go there, and say how that was; for copies a small file is written, read and deleted',
  description:
    'An SFTP server whose key nobody has confirmed yet is given no password: the reply tells its fingerprint.',
  permission: 'system:manage',
  params,
  body: tried,
  reply: z.object({
    failure: z.enum(placeFailures).nullable(),
    hostKey: z.string().nullable().describe('As an SFTP server proved who it is'),
  }),
  errors: ['place_kind_unfit'],
})

export const setPlace = endpoint({
  method: 'PUT',
  path: '/api/v1/places/:purpose',
  tag: 'system',
  summary: 'Say where copies are sent, or where files are fetched from',
  description: 'Tried first; nothing is kept where that fails. Secrets are never shown again.',
  permission: 'system:manage',
  params,
  body: wanted,
  reply: place,
  errors: ['place_kind_unfit', ...placeFailures],
})

export const removePlace = endpoint({
  method: 'DELETE',
  path: '/api/v1/places/:purpose',
  tag: 'system',
  summary: 'Send nothing there any more, or fetch nothing; what lies there stays',
  permission: 'system:manage',
  params,
  reply: z.void(),
  status: 204,
})
