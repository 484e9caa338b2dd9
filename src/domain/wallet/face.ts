import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusiness } from '#domain/business/queries.ts'
import { readCards } from '#domain/customers/cards/read-cards.ts'
import { erasedOf, membersOf, rootsOf } from '#domain/customers/merged.ts'
import { customerCards } from '#domain/loyalty/cards/customer-cards.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { readBalance } from '#domain/loyalty/points/read-balance.ts'
import { accentSteps } from '#kernel/accent.ts'

/** What stands on a card in a wallet. */
export type Face =
  | { kind: 'void'; business: string; accent: string; language: Language }
  | {
      kind: 'card'
      business: string
      /** Dark enough for white text. */
      accent: string
      language: Language
      cardNumber: string
      /** What is collected, as people call it, and how much of it there is. */
      points: readonly { name: string; balance: number }[]
      stamps: readonly {
        name: string
        filled: number
        places: number
        reward: string
        ready: boolean
      }[]
    }

type Language = 'de' | 'en'
export type FaceRim = { context: Context; planFor: PlanFor }

/** Of a customer as they stand now; void: erased, merged into one without a card, or all cards stopped. */
export async function readFace({ context, planFor }: FaceRim, customerId: string): Promise<Face> {
  const { business, root, cardNumber } = await readOnly(context.database, (tx) =>
    readGround(tx, customerId),
  )
  const { name, accentHue, language } = business
  const shared = { business: name, accent: accentSteps(accentHue)[7]!, language }
  if (root === null || cardNumber === null) return { kind: 'void', ...shared }
  const [balance, cards] = await Promise.all([
    readBalance({ context, planFor }, root, language),
    customerCards(context, planFor, root, language),
  ])
  return {
    ...{ kind: 'card', ...shared, cardNumber },
    points: balance.points.map(({ name: called, balance: points }) => ({
      ...{ name: called, balance: points },
    })),
    stamps: cards.items.map(({ name: card, filled, full, places, reward }) => ({
      ...{ name: card, filled, places, reward: reward?.name ?? '', ready: full > 0 },
    })),
  }
}

async function readGround(tx: Tx, customerId: string) {
  const business = await readBusiness({ kysely: tx })
  const root = (await rootsOf(tx, [customerId])).get(customerId) ?? customerId
  if ((await erasedOf(tx, [customerId, root])).length > 0 || !(await isKnown(tx, root))) {
    return { business, root: null, cardNumber: null }
  }
  const members = (await membersOf(tx, [root])).get(root)!
  const card = (await readCards(tx, members)).find(({ state }) => state === 'in_use')
  return { business, root, cardNumber: card?.cardNumber ?? null }
}

async function isKnown(tx: Tx, customerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from customers where customer_id = ${customerId}`.execute(tx)
  return rows.length > 0
}

/** The same hash, the same card. */
export const hashOf = (face: Face): Buffer =>
  createHash('sha256').update(JSON.stringify(face)).digest()
