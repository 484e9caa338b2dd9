import { type RawBuilder, sql } from 'kysely'
import type { CompanyContract } from '#contract/endpoints/company-contracts.ts'
import type { ContractContent } from '#contract/language/company.ts'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'

/** So long before its last day it is time to speak of a contract. */
const noticeOpenDays = 90

/** By when somebody has to decide, as of a day. */
export const dueOn = (today: string): RawBuilder<unknown> => sql`
  contract_due_on(ends_on, renews_months, notice_count, notice_unit, canceled_to, ${today}::date)`

/** Where contracts stand by the clock; the money's currency is `currency`. */
export const contractColumns = (today: string, currency: string): RawBuilder<unknown> => sql`
  contract_id as id, company_contracts.name, reference, starts_on as "startsOn",
  ends_on as "endsOn", renews_months as "renewsMonths",
  json_build_object('count', notice_count, 'unit', notice_unit) as notice,
  case when value is null then null else
    json_build_object('amount', value, 'per', value_per, 'currency', ${currency}::text)
  end as value,
  canceled_to as "canceledTo", company_contracts.note,
  ${statusOn(today)} as status,
  case when canceled_to is not null then canceled_to
    else contract_term_ends_on(ends_on, renews_months, ${today}::date) end as "termEndsOn",
  ${dueOn(today)} as "dueOn",
  case when settled_for = ${dueOn(today)} then json_build_object(
    'at', to_char(settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', (select coalesce(nullif(name, ''), email) from staff where staff_id = settled_by),
    'note', settled_note
  ) end as settled`

const statusOn = (today: string) => sql`
  case
    when canceled_to < ${today}::date then 'ended'
    when ends_on < ${today}::date and renews_months is null then 'ended'
    when starts_on > ${today}::date then 'upcoming'
    when canceled_to is not null then 'canceled'
    when renews_months is not null
      and ${dueOn(today)} <= ${today}::date + ${noticeOpenDays}::integer then 'notice_open'
    when ends_on < ${today}::date then 'renewed'
    else 'running'
  end`

type Row = Omit<CompanyContract, 'settled'> & {
  settled: { at: string; by: string | null; note: string | null } | null
}

export const contractOf = <R extends Row>(row: R) => ({
  ...row,
  settled: row.settled && { ...row.settled, at: new Date(row.settled.at) },
})

/** Those that are not over first, then by their next day. */
export async function readContracts(
  tx: Tx,
  companyId: string,
  { today, currency }: { today: string; currency: string },
): Promise<CompanyContract[]> {
  const { rows } = await sql<Row>`
    select ${contractColumns(today, currency)} from company_contracts
    where customer_id = ${companyId}
    order by ${statusOn(today)} = 'ended', ${dueOn(today)} nulls last, contract_id`.execute(tx)
  return rows.map(contractOf)
}

export async function insertContract(
  tx: Tx,
  companyId: string,
  content: ContractContent,
  { now, today }: { now: Date; today: string },
): Promise<string> {
  const contractId = newId()
  await sql`
    insert into company_contracts (contract_id, customer_id, name, reference, starts_on, ends_on,
      renews_months, notice_count, notice_unit, value, value_per, canceled_to, note, created_at)
    values (${contractId}, ${companyId}, ${sql.join(valuesOf(content))}, ${now})`.execute(tx)
  await noteDue(tx, contractId, today)
  return contractId
}

/** @throws Refusal where this contract is none of the company's */
export async function changeContract(
  tx: Tx,
  companyId: string,
  contractId: string,
  content: ContractContent,
  today: string,
): Promise<void> {
  const { rows } = await sql`
    update company_contracts
    set (name, reference, starts_on, ends_on, renews_months, notice_count, notice_unit, value,
      value_per, canceled_to, note) = (${sql.join(valuesOf(content))})
    where customer_id = ${companyId} and contract_id = ${contractId}
    returning contract_id`.execute(tx)
  if (rows.length === 0) throw notFound('contract')
  await noteDue(tx, contractId, today)
}

async function noteDue(tx: Tx, contractId: string, today: string): Promise<void> {
  await sql`
    update company_contracts set next_due = ${dueOn(today)}
    where contract_id = ${contractId}`.execute(tx)
}

/** Its day is over, and as it renews another one has come. */
export const hasMovedOn = (today: string): RawBuilder<unknown> => sql`(
  next_due < ${today}::date and renews_months is not null and canceled_to is null
)`

/** The next day to decide, reckoned only where the one that was noted is over. */
export const dueNoted = (today: string): RawBuilder<unknown> => sql`
  (case when ${hasMovedOn(today)} then ${dueOn(today)} else next_due end)`

/** Notes the days of contracts that have moved on, so that few are left to be looked at each time. */
export async function noteDueAnew(tx: Tx, today: string, limit: number): Promise<number> {
  const { rows } = await sql<{ noted: number }>`
    with noted as (
      update company_contracts set next_due = ${dueOn(today)}
      where contract_id in (
        select contract_id from company_contracts where ${hasMovedOn(today)} limit ${limit}
      )
      returning contract_id
    )
    select count(*)::integer as noted from noted`.execute(tx)
  return rows[0]!.noted
}

/** @throws Refusal where this contract is none of the company's */
export async function deleteContract(tx: Tx, companyId: string, contractId: string): Promise<void> {
  const { rows } = await sql`
    delete from company_contracts
    where customer_id = ${companyId} and contract_id = ${contractId}
    returning contract_id`.execute(tx)
  if (rows.length === 0) throw notFound('contract')
}

const valuesOf = ({ notice, value, ...content }: ContractContent) => [
  sql`${content.name}::text`,
  sql`${content.reference}::text`,
  sql`${content.startsOn}::date`,
  sql`${content.endsOn}::date`,
  sql`${content.renewsMonths}::smallint`,
  sql`${notice.count}::smallint`,
  sql`${notice.unit}::text`,
  sql`${value?.amount ?? null}::bigint`,
  sql`${value?.per ?? 'month'}::text`,
  sql`${content.canceledTo}::date`,
  sql`${content.note}::text`,
]
