import * as pages from '#contract/endpoints/customer-page.ts'
import * as customers from '#contract/endpoints/customers.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { countCustomers } from './count-customers.ts'
import { exportCustomers } from './export-customers.ts'
import { listCustomers } from './list-customers.ts'
import { readCustomer } from './read-customer.ts'
import { readCustomerPage } from './read-customer-page.ts'
import { readTimeline } from './read-timeline.ts'

/** Customers as far as the caller may see them: that hangs on where they bought. */
export function routes(context: Context): Route[] {
  const rim = { context, planFor: keptPlan() }
  return [
    on(customers.listCustomers, ({ query, caller }) =>
      listCustomers(context, query, caller.stores),
    ),
    on(customers.countCustomers, ({ query, caller }) =>
      countCustomers(context, query, caller.stores),
    ),
    on(customers.exportCustomers, ({ query, caller, signal }) =>
      exportCustomers(context, query, caller.stores, signal),
    ),
    on(customers.readCustomer, ({ params, caller }) =>
      readCustomer(context, params.customerId, caller.stores),
    ),
    on(pages.readCustomerPage, ({ params, caller }) =>
      readCustomerPage(context, params.customerId, caller.stores),
    ),
    on(pages.readTimeline, ({ params, query, caller }) =>
      readTimeline(rim, params.customerId, query, caller),
    ),
  ]
}
