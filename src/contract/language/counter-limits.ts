/** So long somebody at the till takes back what they booked themselves. */
export const undoMinutes = 10

/** So long a guest may claim a purchase that was booked without a card. */
export const receiptCodeDays = 30

/** So long, and so many of them, a till shows again to whoever gave them. */
export const receiptCodesShownHours = 24
export const receiptCodesShownMax = 6

/** Without a touch for so long, nobody stands at the counter any more. */
export const lockedAfterSeconds = 60

/** Why a card is taken out of use, as the record of who did what tells it. */
export const stopReasons = ['lost', 'stolen', 'damaged'] as const
export type StopReason = (typeof stopReasons)[number]
