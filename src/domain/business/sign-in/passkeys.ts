import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type {
  addPasskey as addEndpoint,
  enterByPasskey,
  Passkey,
} from '#contract/endpoints/second-factor.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { readEntrance } from '../queries.ts'
import { makeFirstRecoveryCodes } from './recovery-codes.ts'

const passkeysMax = 20

/** Loaded when first needed: most days nobody does, and it makes every start slower. */
const webAuthn = () => import('@simplewebauthn/server')

type Place = Pick<Context, 'database'>
type NewCredential = Input<typeof addEndpoint>['body']['credential']
type UsedCredential = Input<typeof enterByPasskey>['body']['credential']

export async function listPasskeys({ kysely }: Queryable, staffId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`
    select passkey_id as id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
    from passkeys where staff_id = ${staffId}
    order by created_at
  `.execute(kysely)
  return rows
}

/**
 * What a browser needs to make one. It asks for the finger or the PIN, so that a passkey alone is
 * two factors, and finds the person by itself, so that nobody types an e-mail.
 * @param origin under which we are reached: a passkey works under this name alone
 */
export async function newPasskeyOptions({ database }: Place, staffId: string, origin: string) {
  const known = await credentialsOf(database, staffId)
  if (known.length >= passkeysMax) {
    throw conflict('passkeys_too_many', `A person has at most ${passkeysMax} passkeys.`)
  }
  const { rows } = await sql<{ email: string; name: string }>`
    select email, name from staff where staff_id = ${staffId}
  `.execute(database.kysely)
  const { business } = await readEntrance(database)
  const { email, name } = rows[0]!
  const { generateRegistrationOptions } = await webAuthn()
  return await generateRegistrationOptions({
    rpName: business.name || 'Stammgast',
    rpID: new URL(origin).hostname,
    userID: new Uint8Array(Buffer.from(staffId)),
    userName: email,
    userDisplayName: name || email,
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

async function credentialsOf({ kysely }: Queryable, staffId: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select credential_id as id from passkeys where staff_id = ${staffId}
  `.execute(kysely)
  return rows
}

type Proof<C> = { credential: C; challenge: string; origin: string }

/** Keeps a passkey. @returns recovery codes too, where these are the first */
export async function addPasskey(
  { database }: Place,
  { staffId, name, credential, challenge, origin }: Proof<NewCredential> & NewPasskey,
): Promise<{ passkey: Passkey; recoveryCodes: string[] | null }> {
  const { verifyRegistrationResponse } = await webAuthn()
  const { registrationInfo } = await verifyRegistrationResponse({
    // Read by the endpoint's schema; what is optional is left out rather than undefined.
    response: { ...credential, clientExtensionResults: {} } as RegistrationResponseJSON,
    ...expected(challenge, origin),
  }).catch(refuse)
  if (!registrationInfo) throw refused()
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return await transaction(database, async (tx) => {
    const { rows } = await sql<Passkey>`
      insert into passkeys (passkey_id, staff_id, credential_id, public_key, use_count, transports,
        name, created_at)
      values (${newId()}, ${staffId}, ${id}, ${Buffer.from(publicKey)}, ${counter},
        ${transports}::text[], ${name}, ${new Date()})
      on conflict (credential_id) do nothing
      returning passkey_id as id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
    `.execute(tx)
    if (!rows[0]) throw refused()
    return { passkey: rows[0], recoveryCodes: await makeFirstRecoveryCodes(tx, staffId) }
  })
}

type NewPasskey = { staffId: string; name: string }

/** The same for everybody: it tells nobody who has a passkey. */
export async function passkeyOptions(origin: string) {
  const { generateAuthenticationOptions } = await webAuthn()
  return await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    userVerification: 'required',
  })
}

/** @returns whose passkey it is */
export async function checkPasskey(
  { database }: Place,
  { credential, challenge, origin }: Proof<UsedCredential>,
): Promise<string> {
  type Row = { staff_id: string; public_key: Buffer; use_count: number }
  const { rows } = await sql<Row>`
    select staff_id, public_key, use_count::float8 as use_count
    from passkeys
    join staff using (staff_id)
    where credential_id = ${credential.id} and ended_at is null
  `.execute(database.kysely)
  const known = rows[0]
  if (!known) throw refused()
  const { verifyAuthenticationResponse } = await webAuthn()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    // As above.
    response: { ...credential, clientExtensionResults: {} } as AuthenticationResponseJSON,
    credential: {
      id: credential.id,
      publicKey: new Uint8Array(known.public_key),
      counter: known.use_count,
    },
    ...expected(challenge, origin),
  }).catch(refuse)
  if (!verified) throw refused()
  await sql`
    update passkeys set use_count = ${authenticationInfo.newCounter}, last_used_at = ${new Date()}
    where credential_id = ${credential.id}
  `.execute(database.kysely)
  return known.staff_id
}

const expected = (challenge: string, origin: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: new URL(origin).hostname,
  requireUserVerification: true,
})

/** The library throws plain errors at whatever does not fit: a foreign origin, an old answer. */
function refuse(): never {
  throw refused()
}

const refused = () =>
  new Refusal('unauthenticated', 'passkey_refused', 'This passkey does not open anything here.')
