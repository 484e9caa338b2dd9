import { expect } from 'vitest'
import { formOfCardNumber } from '#kernel/card-number.ts'
import type { LoyaltyWorld } from './loyalty.ts'
import type { Client } from './server.ts'

type Card = { cardNumber: string; state: string; label: string | null }

/** What stories of cards ask again and again, of one world. */
export function cardDesk({ owner, till }: LoyaltyWorld) {
  const done = async (by: Client, path: string, body: object, status = 201) => {
    const reply = await by.post(`/api/v1/${path}`, body)
    expect(reply.status, `${path}: ${reply.text}`).toBe(status)
    return reply.body
  }
  return {
    done,
    refused: async (by: Client, path: string, body: object): Promise<string> => {
      const reply = await by.post(`/api/v1/${path}`, body)
      expect(reply.status, `${path}: ${reply.text}`).toBeGreaterThan(399)
      return reply.body.code
    },
    /** A guest the till makes known, with a number of ours. */
    enroll: async (body: object = {}): Promise<{ customerId: string; cardNumber: string }> => {
      const made = await done(till, 'pos/guests', { store: 'altstadt', ...body })
      return { customerId: made.customerId, cardNumber: made.cardNumber }
    },
    find: (text: string) => done(till, 'pos/guests/find', { text }, 200),
    cardsOf: async (id: string): Promise<Card[]> =>
      (await owner.get(`/api/v1/customers/${id}/card-numbers`)).body.items,
    /** So many numbers that lead to nobody yet. */
    batch: async (size: number): Promise<string[]> => {
      const made = await done(owner, 'card-batches', { size, note: 'Erster Bogen' })
      const numbers: string[] = made.cards.map((one: Card) => one.cardNumber)
      expect(numbers.map(formOfCardNumber)).toEqual(numbers.map(() => 'own'))
      return numbers
    },
  }
}
