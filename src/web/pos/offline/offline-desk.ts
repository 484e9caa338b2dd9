import { Problem } from '../../client/index.ts'
import { type Desk, type Guest, idOf, isAway } from '../desk.ts'
import { aloneDesk, isKept, onlineOnly, type Standing } from './alone-desk.ts'
import { changeConnection, connection } from './connection.ts'
import { deliverSoon } from './deliver.ts'
import { cardOfStranger } from './guests.ts'

/**
 * A desk that goes on when the program cannot be reached: what is done is written down, and delivered
 * later under the name by which it was asked for with a network.
 */
export function offlineDesk(desk: Desk, store: string, standing: Standing): Desk {
  const shown = new Map<string, Guest>()
  const remember = (guest: Guest): Guest => {
    // Of guests who left nothing is remembered.
    shown.clear()
    shown.set(guest.customerId, guest)
    return guest
  }
  const alone = aloneDesk(store, shown, standing)
  const { phoneCode, takeCode, takePaper, cardsOf, stopCard, openCodes } = desk
  return {
    ...(phoneCode && { phoneCode }),
    ...(takeCode && { takeCode }),
    ...(takePaper && { takePaper }),
    ...(cardsOf && { cardsOf }),
    ...(stopCard && { stopCard }),
    ...(openCodes && { openCodes }),
    asksAmount: () =>
      either(
        () => desk.asksAmount(),
        () => alone.asksAmount(),
      ),
    receiptCode: (amount) =>
      either(
        () => desk.receiptCode(amount),
        () => alone.receiptCode(amount),
      ),
    find: async (text) => {
      const found = await either(
        () => desk.find(text),
        () => alone.find(text),
      )
      if (found.guest) remember(found.guest)
      return found
    },
    read: async (customerId) => {
      const known = shown.get(customerId)
      if (known && cardOfStranger(known) !== null) return known
      return remember(
        await either(
          () => desk.read(customerId),
          () => alone.read(customerId),
        ),
      )
    },
    enroll: async (cardNumber, name) => {
      const enrolled = await either(
        () => desk.enroll(cardNumber, name),
        () => alone.enroll(cardNumber, name),
      )
      remember(enrolled)
      return enrolled
    },
    book: async (guest, amount) => {
      remember(guest)
      if (cardOfStranger(guest) !== null) return await alone.book(guest, amount)
      return await either(
        () => desk.book(guest, amount),
        () => alone.book(guest, amount),
      )
    },
    redeem: (guest, reward) =>
      either(
        () => desk.redeem(guest, reward),
        () => alone.redeem(guest, reward),
      ),
    give: (guest, gift, article) =>
      either(
        () => desk.give(guest, gift, article),
        async () => {
          const handed = await alone.give(guest, gift, article)
          remember({ ...guest, gifts: guest.gifts.filter((one) => one !== gift) })
          return handed
        },
      ),
    undo: async (what) => {
      if (isKept(idOf(what))) {
        await alone.undo(what)
        if (connection().isOnline) deliverSoon()
      } else {
        await either(
          () => desk.undo(what),
          () => Promise.reject(onlineOnly()),
        )
      }
    },
  }
}

/** Asks the program while it can be reached; whoever finds that it cannot goes on alone. */
async function either<T>(asked: () => Promise<T>, alone: () => Promise<T>): Promise<T> {
  if (!connection().isOnline) return await alone()
  try {
    return await asked()
  } catch (error) {
    if (!(error instanceof Problem) || !isAway(error)) throw error
    changeConnection({ isOnline: false })
    return await alone()
  }
}
