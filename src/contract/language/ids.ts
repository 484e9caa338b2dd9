import { z } from 'zod'
import { internalId, publicId } from '#kernel/ids.ts'

/**
 * An id on the wire is prefix and 26 characters; inside it is the database's UUID. The codec is
 * the only place where one becomes the other, in both directions.
 */
const idOf = (prefix: string) =>
  z.codec(z.string().regex(new RegExp(`^${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`)), z.string(), {
    decode: (text, context) => {
      const id = internalId(prefix, text)
      if (id !== null) return id
      context.issues.push({
        code: 'custom',
        message: `is no id of the form ${prefix}_...`,
        input: text,
      })
      return z.NEVER
    },
    encode: (id) => publicId(prefix, id),
  })

export const customerId = idOf('cus')
export const eventId = idOf('evt')
export const importId = idOf('imp')
export const mappingId = idOf('map')
export const storeId = idOf('sto')
export const staffId = idOf('stf')
export const staffSessionId = idOf('ses')
export const passkeyId = idOf('psk')
export const apiKeyId = idOf('key')
export const voucherId = idOf('vou')
export const voucherHoldId = idOf('vho')
export const voucherRedemptionId = idOf('vre')
export const actId = idOf('act')
export const programRunId = idOf('run')
export const stockMovementId = idOf('stm')
export const rewardRedemptionId = idOf('rre')
export const giftHandOverId = idOf('gho')
export const extraClaimId = idOf('xcl')
export const referralId = idOf('ref')
export const connectionId = idOf('con')
export const deliveryId = idOf('dlv')
export const cartId = idOf('crt')
export const mergeId = idOf('mrg')
export const webhookId = idOf('whk')
export const webhookMessageId = idOf('msg')
export const partnerPaymentId = idOf('ppy')
export const balanceFileId = idOf('bal')
export const cardBatchId = idOf('cab')
export const cashierId = idOf('csh')
export const posBookingId = idOf('pob')
export const posDeviceId = idOf('dev')
export const posConflictId = idOf('pcf')
export const tillId = idOf('til')
export const tillExportId = idOf('tex')
export const tillReceiptId = idOf('trc')
export const consentTextId = idOf('ctx')
export const companyContactId = idOf('ctc')
export const companyContractId = idOf('ctr')
export const installedProductId = idOf('ipr')
export const guestSessionId = idOf('gse')
export const redemptionCodeId = idOf('rco')
export const mailId = idOf('mai')
