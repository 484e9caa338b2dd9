import * as texts from '#contract/endpoints/consent-texts.ts'
import * as consents from '#contract/endpoints/consents.ts'
import * as blocks from '#contract/endpoints/contact-blocks.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { type Caller, on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { addText, changePurpose, listPurposes } from '#domain/customers/consent/texts.ts'
import { readConsents } from '#domain/customers/consent/view-receipts.ts'
import { readBlocks } from '#domain/customers/contact-block/block-rows.ts'
import { type Family, familiesOf } from '#domain/customers/families.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { blockContact, liftContactBlock } from './block-contact.ts'
import { recordConsent } from './record-consent.ts'

/** What somebody agreed to, and whether they may be contacted at all. */
export const routes = (context: Context): Route[] => [
  on(consents.listConsents, ({ params, caller }) =>
    look(context, params.customerId, caller, readConsents),
  ),
  on(consents.recordConsent, ({ params, body, caller }) =>
    recordConsent(context, params.customerId, body, caller),
  ),
  on(blocks.readContactBlock, ({ params, caller }) =>
    look(context, params.customerId, caller, readBlocks),
  ),
  on(blocks.blockContact, ({ params, body, caller }) =>
    blockContact(context, params.customerId, body, caller),
  ),
  on(blocks.liftContactBlock, ({ params, caller }) =>
    liftContactBlock(context, params.customerId, caller),
  ),
  on(texts.listConsentTexts, async () => ({ items: await listPurposes(context.database) })),
  ...definitionRoutes(context).map(
    ofEveryStore('What customers are asked for concerns every store; your access is limited.'),
  ),
]

const definitionRoutes = (context: Context): Route[] => [
  on(texts.addConsentText, ({ body }) => addText(context, body)),
  on(texts.changeConsentPurpose, ({ params, body }) =>
    changePurpose(context, params.purpose, body),
  ),
]

const look = <T>(
  { database }: Context,
  customerId: string,
  { stores }: Caller,
  read: (tx: Tx, family: Family) => Promise<T>,
): Promise<T> =>
  readOnly(database, async (tx) => {
    const root = await seeRoot(tx, customerId, stores)
    return await read(tx, (await familiesOf(tx, [root])).get(root)!)
  })
