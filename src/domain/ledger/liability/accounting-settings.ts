import { sql } from 'kysely'
import type { AccountingSettings } from '#contract/endpoints/liability.ts'
import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'

const unsaid: AccountingSettings = {
  method: 'deferral',
  ...{ consultantNumber: null, clientNumber: null, yearBeginsIn: null, accountDigits: null },
  ...{ liabilityAccount: null, revenueAccount: null, breakageAccount: null },
  ...{ provisionAccount: null, expenseAccount: null, partnerAccount: null },
  ...{ partnerExpenseAccount: null, partnerRevenueAccount: null, paymentAccount: null },
}

export async function readAccountingSettings(tx: Tx): Promise<AccountingSettings> {
  const { rows } = await sql<AccountingSettings>`
    select method, consultant_number as "consultantNumber", client_number as "clientNumber",
      year_begins_in as "yearBeginsIn", account_digits as "accountDigits",
      liability_account as "liabilityAccount", revenue_account as "revenueAccount",
      breakage_account as "breakageAccount", provision_account as "provisionAccount",
      expense_account as "expenseAccount", partner_account as "partnerAccount",
      partner_expense_account as "partnerExpenseAccount",
      partner_revenue_account as "partnerRevenueAccount", payment_account as "paymentAccount"
    from accounting_settings`.execute(tx)
  return rows[0] ?? unsaid
}

/** Says all settings anew; what is null is not known yet. */
export async function setAccountingSettings(
  tx: Tx,
  said: AccountingSettings,
): Promise<AccountingSettings> {
  refuseLongAccounts(said)
  await sql`
    insert into accounting_settings (method, consultant_number, client_number, year_begins_in,
      account_digits, liability_account, revenue_account, breakage_account, provision_account,
      expense_account, partner_account, partner_expense_account, partner_revenue_account,
      payment_account)
    values (${said.method}, ${said.consultantNumber}, ${said.clientNumber}, ${said.yearBeginsIn},
      ${said.accountDigits}, ${said.liabilityAccount}, ${said.revenueAccount},
      ${said.breakageAccount}, ${said.provisionAccount}, ${said.expenseAccount}, ${said.partnerAccount},
      ${said.partnerExpenseAccount}, ${said.partnerRevenueAccount}, ${said.paymentAccount})
    on conflict (only_one) do update set method = excluded.method,
      consultant_number = excluded.consultant_number, client_number = excluded.client_number,
      year_begins_in = excluded.year_begins_in, account_digits = excluded.account_digits,
      liability_account = excluded.liability_account, revenue_account = excluded.revenue_account,
      breakage_account = excluded.breakage_account, provision_account = excluded.provision_account,
      expense_account = excluded.expense_account, partner_account = excluded.partner_account,
      partner_expense_account = excluded.partner_expense_account,
      partner_revenue_account = excluded.partner_revenue_account,
      payment_account = excluded.payment_account`.execute(tx)
  return said
}

const accounts = [
  'liabilityAccount',
  'revenueAccount',
  'breakageAccount',
  'provisionAccount',
  'expenseAccount',
  'partnerAccount',
  'partnerExpenseAccount',
  'partnerRevenueAccount',
  'paymentAccount',
] as const

/**
 * A general ledger account has as many digits as the adviser's chart of accounts says; that of a
 * creditor has one more.
 */
function refuseLongAccounts(said: AccountingSettings): void {
  for (const name of accounts) {
    const account = said[name]
    if (account === null || said.accountDigits === null) continue
    const digitsMax = said.accountDigits + (name === 'partnerAccount' ? 1 : 0)
    if (account.length <= digitsMax) continue
    throw malformed(
      'account_too_long',
      'The account has more digits than accounts have.',
      `/${name}`,
    )
  }
}
