import type { WireInput, WireReply } from '#contract/endpoint.ts'
import {
  type addPasskey,
  askPasskey,
  type beginPasskey,
  enterByPasskey,
} from '#contract/endpoints/second-factor.ts'
import { call } from '../../client/index.ts'

/** Browsers give passkeys to secure pages only, and to none that is called by digits. */
export const arePasskeysPossible = () =>
  window.isSecureContext &&
  typeof PublicKeyCredential === 'function' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  !/^[\d.]+$|:/.test(window.location.hostname)

/** The person, or their device, said no. */
export class PasskeyStopped extends Error {}

type Made = WireInput<typeof addPasskey>['body']['credential']
type Shown = WireInput<typeof enterByPasskey>['body']['credential']

/** Has the device make a passkey. @throws PasskeyStopped */
export async function makePasskey({ options }: WireReply<typeof beginPasskey>): Promise<Made> {
  // Written by the server's WebAuthn library in this very form.
  const asked = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked)
  return toJson<Made>(await attempt(navigator.credentials.create({ publicKey })))
}

/** Signs in with whichever passkey the person chooses. @throws PasskeyStopped, Problem */
export async function signInByPasskey() {
  const { options } = await call(askPasskey, {})
  // As above.
  const asked = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked)
  const credential = toJson<Shown>(await attempt(navigator.credentials.get({ publicKey })))
  return await call(enterByPasskey, { body: { credential } })
}

async function attempt(asked: Promise<Credential | null>): Promise<PublicKeyCredential> {
  // Whatever the reason: browsers do not tell it, so that pages learn nothing from it.
  const credential = await asked.catch(() => null)
  if (credential instanceof PublicKeyCredential) return credential
  throw new PasskeyStopped()
}

/** What the server reads of it. */
const toJson = <T>(credential: PublicKeyCredential): T => {
  const { id, rawId, type, response } = credential.toJSON()
  // The browser's own JSON form of a credential, which the contract describes.
  return { id, rawId, type, response } as T
}
