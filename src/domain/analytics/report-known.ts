import { sql } from 'kysely'
import type { z } from 'zod'
import type { readKnown } from '#contract/endpoints/analytics.ts'
import type { KnownFigures } from '#contract/endpoints/reports/known.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { listPurposes } from '#domain/customers/consent/texts.ts'
import { answerOfAll } from '#domain/customers/many.ts'
import { countAgreed, countFilled, countKnown, type OfStore } from './known-counts.ts'
import { readStores } from './store-names.ts'

export type KnownReport = z.output<typeof readKnown.reply>

/** What is known of the customers, in all and by the store of their first purchase; of very many, a moment ago. */
export async function reportKnown(
  { database }: Pick<Context, 'database'>,
  limit: Caller['stores'],
): Promise<KnownReport> {
  const question = `known ${JSON.stringify(limit)}`
  const { answer, madeAt } = await answerOfAll(database, question, () => count(database, limit))
  return { ...answer, countedAt: madeAt }
}

async function count(
  database: Context['database'],
  limit: Caller['stores'],
): Promise<Omit<KnownReport, 'countedAt'>> {
  return await readOnly(database, async (tx) => {
    await sql`set local jit = off`.execute(tx)
    const { presence } = await readBusinessTerms({ kysely: tx })
    const known = await countKnown(tx, limit, presence)
    const filled = Map.groupBy(await countFilled(tx, limit, presence), ({ store }) => store)
    const agreed = Map.groupBy(await countAgreed(tx, limit, presence), ({ store }) => store)
    const names = new Map((await readStores(tx, { stores: limit })).map((one) => [one.number, one]))
    const stores = known.map(({ store, ...figures }) => {
      const name = names.get(store)
      return {
        store: name ? { code: name.code, name: name.name } : null,
        ...figures,
        attributes: Object.fromEntries(
          (filled.get(store) ?? []).map(({ name, customers }) => [name, customers]),
        ),
        consents: (agreed.get(store) ?? []).map(without),
      }
    })
    const attributes = (await listAttributes({ kysely: tx })).map(({ name, label }) => ({
      ...{ name, label },
    }))
    const purposes = (await listPurposes({ kysely: tx })).map(({ purpose, label }) => ({
      ...{ purpose, label },
    }))
    return { total: totalOf(stores), stores, attributes, purposes }
  })
}

const without = <T extends OfStore>({ store: _store, ...rest }: T) => rest

function totalOf(stores: readonly KnownFigures[]): KnownFigures {
  const sum = (figure: (one: KnownFigures) => number) =>
    stores.reduce((total, one) => total + figure(one), 0)
  return {
    customers: sum(({ customers }) => customers),
    email: sum(({ email }) => email),
    phone: sum(({ phone }) => phone),
    post: sum(({ post }) => post),
    birthday: sum(({ birthday }) => birthday),
    language: sum(({ language }) => language),
    blocked: sum(({ blocked }) => blocked),
    attributes: totalOfAttributes(stores),
    consents: totalOfConsents(stores),
  }
}

function totalOfAttributes(stores: readonly KnownFigures[]): KnownFigures['attributes'] {
  const total = new Map<string, number>()
  for (const [name, customers] of stores.flatMap(({ attributes }) => Object.entries(attributes))) {
    total.set(name, (total.get(name) ?? 0) + customers)
  }
  return Object.fromEntries(total)
}

function totalOfConsents(stores: readonly KnownFigures[]): KnownFigures['consents'] {
  const all = stores.flatMap(({ consents }) => consents)
  const same = Map.groupBy(all, ({ purpose, channel }) => `${purpose} ${channel}`)
  return [...same.values()].map((ones) => ({
    ...ones[0]!,
    agreed: ones.reduce((total, { agreed }) => total + agreed, 0),
    mayContact: ones.reduce((total, { mayContact }) => total + mayContact, 0),
  }))
}
