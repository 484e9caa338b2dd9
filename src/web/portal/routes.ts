import type { WireReply } from '#contract/endpoint.ts'
import type * as card from '#contract/endpoints/portal-card.ts'
import type * as self from '#contract/endpoints/portal-self.ts'
import type * as signIn from '#contract/endpoints/portal-sign-in.ts'
import type * as wallet from '#contract/endpoints/wallet.ts'
import { line } from '../client/line.ts'

const top = '/api/v1/portal'

export const readPortal = line<typeof signIn.readPortal>('GET', `${top}/welcome`)
export const readPortalText = line<typeof signIn.readPortalText>('GET', `${top}/texts/:kind`)
export const askSignIn = line<typeof signIn.askSignIn>('POST', `${top}/sign-in`)
export const enterPortalCode = line<typeof signIn.enterPortalCode>('POST', `${top}/sign-in/code`)
export const enterPortalLink = line<typeof signIn.enterPortalLink>('POST', `${top}/sign-in/link`)
export const enterPortalCard = line<typeof signIn.enterPortalCard>('POST', `${top}/sign-in/card`)
export const readPortalSession = line<typeof signIn.readPortalSession>('GET', `${top}/session`)
export const leavePortal = line<typeof signIn.leavePortal>('DELETE', `${top}/session`)
export const listGuestSessions = line<typeof signIn.listGuestSessions>('GET', `${top}/sessions`)
export const endGuestSession = line<typeof signIn.endGuestSession>(
  'DELETE',
  `${top}/sessions/:sessionId`,
)

export const readPortalCard = line<typeof card.readPortalCard>('GET', `${top}/card`)
export const makeOwnCard = line<typeof card.makeOwnCard>('POST', `${top}/card`)
export const readPulse = line<typeof card.readPulse>('GET', `${top}/pulse`)
export const readHistory = line<typeof card.readHistory>('GET', `${top}/history`)
export const listPortalRewards = line<typeof card.listPortalRewards>('GET', `${top}/rewards`)
export const makeRedemptionCode = line<typeof card.makeRedemptionCode>(
  'POST',
  `${top}/redemption-codes`,
)
export const listRedemptionCodes = line<typeof card.listRedemptionCodes>(
  'GET',
  `${top}/redemption-codes`,
)
export const giveBackRedemptionCode = line<typeof card.giveBackRedemptionCode>(
  'DELETE',
  `${top}/redemption-codes/:codeId`,
)
export const redeemHere = line<typeof card.redeemHere>('POST', `${top}/redemptions`)
export const listPortalVouchers = line<typeof card.listPortalVouchers>('GET', `${top}/vouchers`)
export const readPortalGifts = line<typeof card.readPortalGifts>('GET', `${top}/gifts`)
export const readPortalStatus = line<typeof card.readPortalStatus>('GET', `${top}/status`)
export const makePortalReferral = line<typeof card.makePortalReferral>(
  'POST',
  `${top}/referral-code`,
)

export const readGuestWallets = line<typeof wallet.readGuestWallets>('GET', `${top}/wallets`)
export const fetchGuestPass = line<typeof wallet.fetchGuestPass>('GET', `${top}/wallets/apple`)

export const readOwnData = line<typeof self.readOwnData>('GET', `${top}/me`)
export const correctOwnData = line<typeof self.correctOwnData>('PATCH', `${top}/me`)
export const addAddress = line<typeof self.addAddress>('POST', `${top}/addresses`)
export const readAskedAddress = line<typeof self.readAskedAddress>('GET', `${top}/addresses/asked`)
export const dropAskedAddress = line<typeof self.dropAskedAddress>(
  'DELETE',
  `${top}/addresses/asked`,
)
export const confirmAddress = line<typeof self.confirmAddress>(
  'POST',
  `${top}/addresses/confirmation`,
)
export const removeAddress = line<typeof self.removeAddress>('POST', `${top}/addresses/removal`)
export const exportOwnData = line<typeof self.exportOwnData>('GET', `${top}/export`)
export const printOwnData = line<typeof self.printOwnData>('GET', `${top}/export/pdf`)
export const eraseMyself = line<typeof self.eraseMyself>('POST', `${top}/erasure`)
export const readOwnConsents = line<typeof self.readOwnConsents>('GET', `${top}/consents`)
export const sayConsent = line<typeof self.sayConsent>('POST', `${top}/consents`)
export const withdrawConsents = line<typeof self.withdrawConsents>(
  'POST',
  `${top}/consents/withdrawal`,
)
export const acceptTerms = line<typeof self.acceptTerms>('POST', `${top}/terms/acceptance`)
export const listPortalStores = line<typeof self.listPortalStores>('GET', `${top}/stores`)
export const claimByReceipt = line<typeof self.claimByReceipt>('POST', `${top}/receipts`)
export const claimByCode = line<typeof self.claimByCode>('POST', `${top}/receipts/code`)
export const claimBySignature = line<typeof self.claimBySignature>('POST', `${top}/receipts/qr`)

export type Portal = WireReply<typeof readPortal>
export type Card = WireReply<typeof readPortalCard>
export type StampCard = Card['stampCards'][number]
export type Reward = WireReply<typeof listPortalRewards>['items'][number]
export type RedemptionCode = WireReply<typeof makeRedemptionCode>
export type HistoryLine = WireReply<typeof readHistory>['items'][number]
export type OwnData = WireReply<typeof readOwnData>
export type OwnConsents = WireReply<typeof readOwnConsents>
