import type * as business from '#contract/endpoints/business.ts'
import type * as cards from '#contract/endpoints/card-numbers.ts'
import type * as cashiers from '#contract/endpoints/cashiers.ts'
import type * as gifts from '#contract/endpoints/gifts.ts'
import type * as paper from '#contract/endpoints/paper-stamps.ts'
import type * as pos from '#contract/endpoints/pos.ts'
import type * as codes from '#contract/endpoints/pos-codes.ts'
import type * as deliveries from '#contract/endpoints/pos-deliveries.ts'
import type * as devices from '#contract/endpoints/pos-devices.ts'
import type * as rewards from '#contract/endpoints/rewards.ts'
import type * as session from '#contract/endpoints/session.ts'
import { line } from '../client/line.ts'

const top = '/api/v1'

export const listStores = line<typeof business.listStores>('GET', `${top}/stores`)
export const readSession = line<typeof session.readSession>('GET', `${top}/session`)
export const signOut = line<typeof session.signOut>('DELETE', `${top}/session`)
export const cancelHandOver = line<typeof gifts.cancelHandOver>(
  'POST',
  `${top}/gift-hand-overs/:handOverId/cancel`,
)
export const handOverGift = line<typeof gifts.handOverGift>('POST', `${top}/gift-hand-overs`)
export const takePaperStamps = line<typeof paper.takePaperStamps>(
  'POST',
  `${top}/pos/guests/:customerId/paper-stamps`,
)
export const makeCardCode = line<typeof codes.makeCardCode>(
  'POST',
  `${top}/pos/guests/:customerId/card-code`,
)
export const redeemCode = line<typeof codes.redeemCode>('POST', `${top}/pos/redemption-codes`)
export const cancelRewardRedemption = line<typeof rewards.cancelRewardRedemption>(
  'POST',
  `${top}/reward-redemptions/:redemptionId/cancel`,
)
export const redeemReward = line<typeof rewards.redeemReward>('POST', `${top}/reward-redemptions`)
export const bookVisit = line<typeof pos.bookVisit>('POST', `${top}/pos/bookings`)
export const enrollGuest = line<typeof pos.enrollGuest>('POST', `${top}/pos/guests`)
export const findGuest = line<typeof pos.findGuest>('POST', `${top}/pos/guests/find`)
export const makeReceiptCode = line<typeof pos.makeReceiptCode>('POST', `${top}/pos/receipt-codes`)
export const readCounter = line<typeof pos.readCounter>('GET', `${top}/pos/counter`)
export const listReceiptCodes = line<typeof pos.listReceiptCodes>('GET', `${top}/pos/receipt-codes`)
export const readGuest = line<typeof pos.readGuest>('GET', `${top}/pos/guests/:customerId`)
export const undoBooking = line<typeof pos.undoBooking>(
  'POST',
  `${top}/pos/bookings/:bookingId/undo`,
)
export const blockCardNumber = line<typeof cards.blockCardNumber>(
  'POST',
  `${top}/customers/:customerId/card-numbers/block`,
)
export const listCardNumbers = line<typeof cards.listCardNumbers>(
  'GET',
  `${top}/customers/:customerId/card-numbers`,
)
export const replaceCardNumber = line<typeof cards.replaceCardNumber>(
  'POST',
  `${top}/customers/:customerId/card-numbers/replace`,
)
export const syncPosDevice = line<typeof devices.syncPosDevice>(
  'POST',
  `${top}/pos/devices/:deviceId/sync`,
)
export const registerPosDevice = line<typeof devices.registerPosDevice>(
  'POST',
  `${top}/pos/devices`,
)
export const deliverEntries = line<typeof deliveries.deliverEntries>(
  'POST',
  `${top}/pos/deliveries`,
)
export const keepTillUnlocked = line<typeof cashiers.keepTillUnlocked>(
  'POST',
  `${top}/session/cashier/touch`,
)
export const lockTill = line<typeof cashiers.lockTill>('DELETE', `${top}/session/cashier`)
export const readTillLock = line<typeof cashiers.readTillLock>('GET', `${top}/session/cashier`)
export const setOwnPin = line<typeof cashiers.setOwnPin>('POST', `${top}/session/cashier/own`)
export const unlockTill = line<typeof cashiers.unlockTill>('POST', `${top}/session/cashier`)
