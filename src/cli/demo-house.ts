import { nobody, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { asIntake } from '#database/doing.ts'
import { transaction } from '#database/transaction.ts'
import type { House as DemoHouse } from '#demo/fill-demo.ts'
import { Filling } from '#demo/filling.ts'
import type { DemoProgram } from '#demo/program.ts'
import { routes } from '#demo/routes.ts'
import { createStore, listStores } from '#domain/business/stores.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { addCustomers } from '#domain/customers/add-customers.ts'
import { isEmpty } from '#domain/events/is-empty.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { defineArticle } from '#domain/loyalty/gifts/define-article.ts'
import { moveStock } from '#domain/loyalty/gifts/move-stock.ts'
import { addRevision, readProgramMark } from '#domain/loyalty/program-rows.ts'
import { defineReward } from '#domain/loyalty/rewards/define-reward.ts'
import { beginRecount } from '#domain/profile/recount.ts'
import type { House } from '#house.ts'

/** The verbs of the house, as the demo calls them. */
export const demoHouse = ({ context, within }: Pick<House, 'context' | 'within'>): DemoHouse => ({
  isEmpty: () => isEmpty(context.database),
  openBusiness: async (settings) => {
    await updateBusiness(context, { recount: beginRecount }, settings)
  },
  openStore: (store) => openStore(context, store),
  beginProgram: (program) => beginProgram(context, program),
  addCustomers: (customers) => addCustomers(context, customers),
  record: async (events) => {
    // The demo's own tests hold its facts against the contract, as intake does with those of others.
    const outcomes = await transaction(context.database, (tx) =>
      recordInto(tx, events, { now: context.clock.now(), within }),
    )
    return outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [outcome.code] : []))
  },
})

/** A demo that goes on finds its stores and guests there. */
async function openStore(context: Context, store: { code: string; name: string }): Promise<void> {
  const known = await listStores(context.database, null)
  if (!known.some(({ code }) => code === store.code)) await createStore(context, store)
}

/** Backdated, since nobody was promised anything else; a demo that goes on finds it there. */
async function beginProgram(context: Context, program: DemoProgram): Promise<void> {
  const now = context.clock.now()
  const known = await transaction(context.database, async (tx) => {
    if ((await readProgramMark(tx)).lastRevision !== null) return true
    await defineCurrency(tx, { ...program.currency, returns: 'clamp', overdraftMax: 0 }, now)
    const said = { now, by: null }
    for (const content of program.rules) await addRevision(tx, { kind: 'rule', content }, said)
    await addRevision(tx, { kind: 'tiers', content: program.tiers }, said)
    await addRevision(tx, { kind: 'gift_ladder', content: program.ladder }, said)
    await addRevision(tx, { kind: 'stamp_card', content: program.card }, said)
    return false
  })
  if (known) return
  for (const { key, content, pieces } of program.articles) {
    await defineArticle(context, nobody, key, content)
    if (pieces === 0) continue
    const reference = { source: 'demo', externalId: `delivery-${key}` }
    await moveStock(context, nobody, key, { ...reference, reason: 'delivery', pieces })
  }
  for (const { key, content } of program.rewards) await defineReward(context, nobody, key, content)
}

const bringingFacts = ({ endpoint, handle }: Route): Route => ({
  endpoint,
  handle: (asked) => asIntake(() => handle(asked)),
})

/** A house that also fills the demo in the background, and lets go of it before it closes. */
export function withDemo(house: House): House {
  const { context } = house
  const filling = new Filling(demoHouse(house), (error) =>
    context.log.error({ err: error }, 'the demo could not be filled'),
  )
  return {
    ...house,
    routes: [...house.routes, ...routes(filling, context.clock).map(bringingFacts)],
    close: async () => {
      await filling.stop()
      await house.close()
    },
  }
}
