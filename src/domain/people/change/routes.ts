import { tagCustomers, updateCustomer as updateEndpoint } from '#contract/endpoints/customers.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { tagByFilter, tagByIds } from './tag-customers.ts'
import { updateCustomer } from './update-customer.ts'

/** Changes to customers as far as the caller may see them: that hangs on where they bought. */
export const routes = (context: Context): Route[] => [
  on(updateEndpoint, ({ params, body, caller }) =>
    updateCustomer(context, params.customerId, body, caller.stores),
  ),
  on(tagCustomers, ({ body, caller }) =>
    'ids' in body.customers
      ? tagByIds(context, body.customers.ids, body, caller.stores)
      : tagByFilter(context, body.customers.filter, body, caller.stores),
  ),
]
