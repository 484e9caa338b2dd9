import { exportPerson as exportEndpoint, type PersonExport } from '#contract/endpoints/rights.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { noteHappened } from '#domain/business/audit/note-happened.ts'
import { exportChanges } from '#domain/business/audit/personal.ts'
import { exportMails } from '#domain/business/mail/personal.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { exportCompanies } from '#domain/customers/companies/personal.ts'
import { exportConsents } from '#domain/customers/consent/personal.ts'
import { exportContactBlocks } from '#domain/customers/contact-block/personal.ts'
import { exportPerson as exportCustomer, marksOf } from '#domain/customers/personal.ts'
import { exportSignIn } from '#domain/customers/sign-in/personal.ts'
import { exportAcceptances } from '#domain/customers/terms/personal.ts'
import { exportEvents } from '#domain/events/personal.ts'
import { exportPerson as exportDeliveries } from '#domain/exchange/connections/personal.ts'
import { exportRefusedRows } from '#domain/exchange/personal.ts'
import { exportShownReceipts } from '#domain/exchange/tills/personal.ts'
import { exportMessages } from '#domain/exchange/webhooks/personal.ts'
import { exportActs } from '#domain/ledger/personal.ts'
import { exportRewards } from '#domain/loyalty/personal.ts'
import { exportPerson as exportVouchers } from '#domain/loyalty/vouchers/personal.ts'
import { exportMerges } from '../personal.ts'
import { exportOffline } from './offline.ts'
import { seePerson } from './see-person.ts'
import { exportPasses } from './wallet-passes.ts'

/**
 * Everything every module holds about one person, on one unchanging picture of the database. That it
 * was asked for stands in the audit log before it is told.
 * @param sealKey what shops sent is kept sealed
 */
export async function exportPerson(
  { database, clock }: Context,
  sealKey: string,
  customerId: string,
  by: Caller,
): Promise<PersonExport> {
  const now = clock.now()
  const told = await readOnly(database, async (tx) => {
    const { memberIds, ...seen } = await seePerson(tx, customerId, by)
    const parts = await tellAll(tx, sealKey, memberIds)
    const { name, currency } = await readBusinessTerms({ kysely: tx })
    return { ...seen, business: name, currency, ...parts }
  })
  const { method, path } = exportEndpoint
  await transaction(database, (tx) =>
    noteHappened(tx, {
      ...{ subject: 'customer_exported', by, operation: `${method} ${path}` },
      customerId: told.customerId,
    }),
  )
  return { format: 'stammgast-person-1', exportedAt: now, ...told }
}

async function tellAll(tx: Tx, sealKey: string, memberIds: readonly string[]) {
  const marks = await marksOf(tx, memberIds)
  const parts = {
    person: await exportCustomer(tx, memberIds),
    consents: await exportConsents(tx, memberIds),
    contactBlocks: await exportContactBlocks(tx, memberIds),
    events: await exportEvents(tx, memberIds),
    points: await exportActs(tx, memberIds),
    rewards: await exportRewards(tx, memberIds),
    vouchers: await exportVouchers(tx, memberIds),
    companies: await exportCompanies(tx, memberIds),
    signIn: await exportSignIn(tx, memberIds),
    terms: await exportAcceptances(tx, memberIds),
    mails: await exportMails(tx, memberIds),
    shownReceipts: await exportShownReceipts(tx, memberIds),
    offline: await exportOffline(tx, memberIds),
    wallet: await exportPasses(tx, memberIds),
    deliveries: await exportDeliveries(tx, sealKey, memberIds),
    messages: await exportMessages(tx, memberIds),
    files: await exportRefusedRows(tx, marks),
    merges: await exportMerges(tx, memberIds),
    changes: await exportChanges(tx, memberIds),
  }
  return asJson(parts)
}

type Told = Omit<PersonExport, 'format' | 'exportedAt' | 'business' | 'currency' | 'customerId'>

/** Dates become texts, as in every reply; the modules' own types are wider than JSON's. */
const asJson = (parts: Record<keyof Told, object>): Told => JSON.parse(JSON.stringify(parts))
