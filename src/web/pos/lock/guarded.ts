import { Problem } from '../../client/index.ts'
import type { Desk } from '../desk.ts'

/** The program may find the till locked before its page does, as after a night. */
export function guarded(desk: Desk, onLocked: () => void): Desk {
  const guard =
    <Asked extends unknown[], Reply>(ask: (...asked: Asked) => Promise<Reply>) =>
    async (...asked: Asked): Promise<Reply> => {
      try {
        return await ask(...asked)
      } catch (error) {
        if (error instanceof Problem && error.code === 'till_locked') onLocked()
        throw error
      }
    }
  return {
    find: guard(desk.find),
    read: guard(desk.read),
    enroll: guard(desk.enroll),
    ...(desk.cardsOf && { cardsOf: guard(desk.cardsOf) }),
    ...(desk.stopCard && { stopCard: guard(desk.stopCard) }),
    book: guard(desk.book),
    ...(desk.phoneCode && { phoneCode: guard(desk.phoneCode) }),
    redeem: guard(desk.redeem),
    give: guard(desk.give),
    ...(desk.takeCode && { takeCode: guard(desk.takeCode) }),
    asksAmount: guard(desk.asksAmount),
    receiptCode: guard(desk.receiptCode),
    ...(desk.openCodes && { openCodes: guard(desk.openCodes) }),
    undo: guard(desk.undo),
    ...(desk.takePaper && { takePaper: guard(desk.takePaper) }),
  }
}
