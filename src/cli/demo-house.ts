import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import type { House as DemoHouse } from '#demo/fill-demo.ts'
import { Filling } from '#demo/filling.ts'
import { routes } from '#demo/routes.ts'
import { createStore, listStores } from '#domain/business/stores.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { addCustomers } from '#domain/customers/add-customers.ts'
import { isEmpty } from '#domain/events/is-empty.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { rebuildAllProfiles } from '#domain/profile/rebuild.ts'
import { beginRecount } from '#domain/profile/recount.ts'
import type { House } from '#house.ts'

/** The verbs of the house, as the demo calls them. */
export const demoHouse = ({ context, within }: Pick<House, 'context' | 'within'>): DemoHouse => ({
  isEmpty: () => isEmpty(context.database),
  openBusiness: async (settings) => {
    await updateBusiness(
      context,
      { recount: rebuildAllProfiles, recountLater: beginRecount },
      settings,
    )
  },
  openStore: (store) => openStore(context, store),
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

/** A house that also fills the demo in the background, and lets go of it before it closes. */
export function withDemo(house: House): House {
  const { context } = house
  const filling = new Filling(demoHouse(house), (error) =>
    context.log.error({ err: error }, 'the demo could not be filled'),
  )
  return {
    ...house,
    routes: [...house.routes, ...routes(filling, context.clock)],
    close: async () => {
      await filling.stop()
      await house.close()
    },
  }
}
