import {
  defineAttribute as defineAttributeEndpoint,
  deleteAttribute as deleteAttributeEndpoint,
  listAttributes as listAttributesEndpoint,
  updateAttribute as updateAttributeEndpoint,
} from '#contract/endpoints/attributes.ts'
import { createCustomer as createCustomerEndpoint } from '#contract/endpoints/customers.ts'
import {
  deleteTag as deleteTagEndpoint,
  listTags as listTagsEndpoint,
  renameTag as renameTagEndpoint,
} from '#contract/endpoints/tags.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { type Caller, may, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { Refusal } from '#kernel/errors.ts'
import { defineAttribute, deleteAttribute, listAttributes } from './attributes.ts'
import { changeAttribute } from './change-attribute.ts'
import { createCustomer } from './create-customer.ts'
import { deleteTag, listTags, renameTag } from './tags.ts'

/** What needs no look at purchases. Lists and pages of customers stand where those are known. */
export const routes = (context: Context): Route[] => [
  on(createCustomerEndpoint, async ({ body, caller, repeatKey }) => {
    if (body.tags.length > 0) refuseTagging(caller)
    return await createCustomer(context, body, repeatKey)
  }),
  on(listTagsEndpoint, async () => ({ items: await listTags(context.database) })),
  on(listAttributesEndpoint, async () => ({ items: await listAttributes(context.database) })),
  ...definitionRoutes(context).map(
    ofEveryStore('Tags and attributes concern every store; your access is limited to some.'),
  ),
]

const definitionRoutes = (context: Context): Route[] => [
  on(renameTagEndpoint, ({ params, body }) => renameTag(context, params.tagNumber, body.name)),
  on(deleteTagEndpoint, ({ params }) => deleteTag(context, params.tagNumber)),
  on(defineAttributeEndpoint, ({ body }) => defineAttribute(context, body)),
  on(updateAttributeEndpoint, ({ params, body }) => changeAttribute(context, params.name, body)),
  on(deleteAttributeEndpoint, ({ params }) => deleteAttribute(context, params.name)),
]

/** Whoever may write customers down need not be allowed to tag them. */
function refuseTagging(caller: Caller) {
  if (may(caller, 'customers:tag')) return
  throw new Refusal('forbidden', 'tagging_not_allowed', 'Your role does not tag customers.')
}
