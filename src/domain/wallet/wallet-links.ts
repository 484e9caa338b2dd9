import type { Reply } from '#contract/endpoint.ts'
import type { readGuestWallets } from '#contract/endpoints/wallet.ts'
import type { FileReply } from '#contract/route.ts'
import { findLogo } from '#domain/business/logo.ts'
import { conflict } from '#kernel/errors.ts'
import { makeApplePass } from './apple-pass.ts'
import { type FaceRim, hashOf, readFace } from './face.ts'
import { saveLink } from './google-object.ts'
import { openIssuer } from './issuers.ts'
import { type Pass, passFor } from './passes.ts'

export type WalletRim = FaceRim & { sealKey: string }

/** How a customer's card comes into their phone. `origin`: under which the program is reached. */
export async function walletLinks(
  rim: WalletRim,
  customerId: string,
  origin: string,
): Promise<Reply<typeof readGuestWallets>> {
  const { context, sealKey } = rim
  const apple = await openIssuer(context.database, 'apple', sealKey)
  const google = await openIssuer(context.database, 'google', sealKey)
  if (!google) return { apple: apple !== null, google: null }
  const face = await readFace(rim, customerId)
  if (face.kind === 'void') throw cardMissing()
  const { passId } = await passFor({ ...context, sealKey }, 'google', customerId, hashOf(face))
  const now = context.clock.now()
  return {
    apple: apple !== null,
    google: await saveLink({ issuer: google, passId, face, origin, now }),
  }
}

/** A customer's card as a signed pass. */
export async function makePass(
  rim: WalletRim,
  customerId: string,
  origin: string,
): Promise<FileReply> {
  const { context, sealKey } = rim
  if (!(await openIssuer(context.database, 'apple', sealKey))) throw notSetUp()
  const face = await readFace(rim, customerId)
  if (face.kind === 'void') throw cardMissing()
  const pass = await passFor({ ...context, sealKey }, 'apple', customerId, hashOf(face))
  return await passNow(rim, pass, origin)
}

/** A pass as it is now, also of somebody who has no card any more: it then says so. */
export async function passNow(
  rim: WalletRim,
  pass: Pick<Pass, 'passId' | 'token' | 'customerId'>,
  origin: string,
): Promise<FileReply> {
  const { context, sealKey } = rim
  const issuer = await openIssuer(context.database, 'apple', sealKey)
  if (!issuer) throw notSetUp()
  const face = await readFace(rim, pass.customerId)
  const logo = await findLogo(context.database)
  const isPng = logo?.contentType === 'image/png'
  return await makeApplePass({ issuer, pass, face, logo: isPng ? logo.content : null, origin })
}

const cardMissing = () =>
  conflict('wallet_card_missing', 'There is no card in use that could stand in a wallet.')

const notSetUp = () => conflict('wallet_not_set_up', 'Cards cannot be put into this wallet here.')
