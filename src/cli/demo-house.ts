import { sql } from 'kysely'
import type { CustomerInput } from '#contract/endpoints/customers.ts'
import type { Context } from '#database/context.ts'
import type { House as DemoHouse } from '#demo/fill-demo.ts'
import { createStore, listStores } from '#domain/business/stores.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { createCustomer } from '#domain/customers/create-customer.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { rebuildAllProfiles } from '#domain/profile/rebuild.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { Refusal } from '#kernel/errors.ts'

/** The verbs of the house, as the demo calls them. */
export const demoHouse = (context: Context): DemoHouse => ({
  isEmpty: () => isEmpty(context),
  openBusiness: async (settings) => {
    await updateBusiness(context, { recount: rebuildAllProfiles }, settings)
  },
  openStore: (store) => openStore(context, store),
  addCustomers: async (customers) => {
    await Promise.all(customers.map((customer) => addCustomer(context, customer)))
  },
  record: async (events) => {
    const outcomes = await recordEvents(context, [updateProfiles], events)
    return outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [outcome.code] : []))
  },
})

async function isEmpty({ database }: Context): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from customers)
      and not exists (select from events)
      and not exists (select from stores) as empty`.execute(database.kysely)
  return rows[0]!.empty
}

/** A demo that goes on finds its stores and guests there. */
async function openStore(context: Context, store: { code: string; name: string }): Promise<void> {
  const known = await listStores(context.database, null)
  if (!known.some(({ code }) => code === store.code)) await createStore(context, store)
}

async function addCustomer(context: Context, customer: CustomerInput): Promise<void> {
  try {
    await createCustomer(context, customer)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'identity_taken')) throw error
  }
}
