import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { eraseAuditValues, eraseMentions, eraseReplies } from '#domain/business/audit/personal.ts'
import { eraseOwnCards } from '#domain/business/cashiers/personal.ts'
import { eraseMails } from '#domain/business/mail/personal.ts'
import { eraseCompanies } from '#domain/customers/companies/personal.ts'
import { eraseConsents } from '#domain/customers/consent/personal.ts'
import { eraseContactBlocks } from '#domain/customers/contact-block/personal.ts'
import { erasePerson, marksOf, wordsOf } from '#domain/customers/personal.ts'
import { eraseSignIn } from '#domain/customers/sign-in/personal.ts'
import { eraseAcceptances } from '#domain/customers/terms/personal.ts'
import { eraseEvents } from '#domain/events/personal.ts'
import { eraseBalanceRows } from '#domain/exchange/balance-file/personal.ts'
import { erasePerson as eraseDeliveries } from '#domain/exchange/connections/personal.ts'
import { eraseFiles } from '#domain/exchange/personal.ts'
import { eraseShownReceipts, eraseTillExports } from '#domain/exchange/tills/personal.ts'
import { eraseMessages } from '#domain/exchange/webhooks/personal.ts'
import { eraseNotes } from '#domain/ledger/personal.ts'
import { eraseRewards } from '#domain/loyalty/personal.ts'
import { erasePerson as eraseVouchers } from '#domain/loyalty/vouchers/personal.ts'
import { eraseMerges } from '../personal.ts'
import { eraseOffline } from './offline.ts'
import { voidPasses } from './wallet-passes.ts'

export type Erasing = { erasureKey: string; now: Date }

/**
 * Every module's part, in this order: what finds a person by their identities or by the numbers of
 * their purchases goes before those are forgotten, and what remembers changes goes last.
 */
export async function eraseEverywhere(
  tx: Tx,
  memberIds: readonly string[],
  erasing: Erasing,
): Promise<void> {
  const marks = await marksOf(tx, memberIds)
  await openBooks(tx)
  await eraseDeliveries(tx, memberIds)
  await eraseFiles(tx, marks)
  await eraseBalanceRows(tx, memberIds)
  await eraseTillExports(tx, marks)
  await eraseShownReceipts(tx, memberIds, erasing.erasureKey)
  await eraseOwnCards(tx, memberIds)
  await erasePosBookings(tx, memberIds, erasing.erasureKey)
  await eraseOffline(tx, memberIds, marks)
  await eraseVouchers(tx, memberIds, erasing.erasureKey)
  await eraseRewards(tx, memberIds, erasing)
  await eraseNotes(tx, memberIds, erasing.erasureKey)
  await eraseEvents(tx, memberIds, { ...erasing, marks: wordsOf(marks) })
  await eraseMerges(tx, memberIds)
  await eraseConsents(tx, memberIds)
  await eraseContactBlocks(tx, memberIds)
  await eraseCompanies(tx, memberIds, marks)
  await eraseSignIn(tx, memberIds)
  await eraseMails(tx, memberIds)
  await eraseAcceptances(tx, memberIds)
  await erasePerson(tx, memberIds, erasing)
  await voidPasses(tx, memberIds)
  await eraseMessages(tx, memberIds)
  await eraseReplies(tx, memberIds)
  await eraseAuditValues(tx, memberIds)
  await eraseMentions(tx, ['imports', 'import_mappings'], wordsOf(marks))
  await eraseMentions(tx, ['company_contracts', 'installed_products'], marks)
  await closeBooks(tx)
}

/** The log is append-only but for this; and what is erased is not told anew by the audit log. */
async function openBooks(tx: Tx): Promise<void> {
  await sql`
    select set_config('stammgast.erasing', 'on', true),
      set_config('stammgast.doing', (audit_doing() || '{"intake": true}')::text, true)`.execute(tx)
}

async function closeBooks(tx: Tx): Promise<void> {
  await sql`
    select set_config('stammgast.erasing', '', true),
      set_config('stammgast.doing', (audit_doing() - 'intake')::text, true)`.execute(tx)
}

/** What was booked beside the till is named as the log names it from now on. */
async function erasePosBookings(
  tx: Tx,
  memberIds: readonly string[],
  erasureKey: string,
): Promise<void> {
  await sql`
    update pos_bookings set external_id = erased_external_id(${erasureKey}, source, external_id)
    where (source, external_id) in (
      select source, external_id from events where customer_id = any(${memberIds}::uuid[])
    )`.execute(tx)
  await sql`delete from receipt_codes where guest_id = any(${memberIds}::uuid[])`.execute(tx)
}
