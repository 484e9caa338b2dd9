import { sql } from 'kysely'
import {
  type ProcessingActivity,
  type ProcessingRecord,
  processingActivities,
} from '#contract/endpoints/processing-record.ts'
import type { StorageKind } from '#contract/endpoints/storage-periods.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { readPeriods } from '../storage/periods.ts'

type Said = Pick<ProcessingRecord, 'controller' | 'contact' | 'officer'>
type Remarks = Partial<Record<ProcessingActivity, string>>

/** What the configuration says of the processing of people's data, with the business's own words. */
export const readRecord = ({ database }: Pick<Context, 'database'>): Promise<ProcessingRecord> =>
  readOnly(database, compose)

export async function writeRecord(
  { database }: Pick<Context, 'database'>,
  { remarks, controller, contact, officer }: Said & { remarks: Remarks },
): Promise<ProcessingRecord> {
  return await transaction(database, async (tx) => {
    await sql`
      update processing_record set controller = ${controller}, contact = ${contact},
        officer = ${officer}, remarks = ${JSON.stringify(remarks)}::jsonb`.execute(tx)
    return await compose(tx)
  })
}

async function compose(tx: Tx): Promise<ProcessingRecord> {
  const periods = await readPeriods(tx)
  const { remarks, ...said } = await readSaid(tx)
  const { facts, roles, keys } = await readFacts(tx)
  return {
    ...said,
    activities: processingActivities
      .filter((activity) => isAlways(activity) || facts[activity] !== null)
      .map((activity) => ({
        activity,
        recipients: (isAlways(activity) ? null : facts[activity]) ?? [],
        periods: periodsOf[activity].map((kind) => ({
          kind,
          keepDays: periods.get(kind)!.keepDays,
        })),
        remark: remarks[activity] ?? '',
      })),
    ...{ roles, keys },
  }
}

const always = ['purchases', 'staff'] as const
type Always = (typeof always)[number]
const isAlways = (activity: ProcessingActivity): activity is Always =>
  always.some((one) => one === activity)

const periodsOf: Record<ProcessingActivity, StorageKind[]> = {
  purchases: ['inactive_customers', 'event_texts'],
  program: ['inactive_customers', 'carts'],
  vouchers: ['inactive_customers'],
  referrals: ['inactive_customers'],
  consents: ['inactive_customers'],
  companies: ['inactive_customers'],
  imports: ['refused_rows'],
  connections: ['deliveries'],
  webhooks: ['deliveries'],
  receipts: ['inactive_customers'],
  staff: ['changes', 'sign_in_attempts'],
}

async function readSaid(tx: Tx) {
  const { rows } = await sql<Said & { business: string; remarks: Remarks }>`
    select name as business, controller, contact, officer, remarks
    from processing_record cross join business`.execute(tx)
  return rows[0]!
}

type Facts = {
  /** null: not switched on; else whom it concerns beside the business. */
  facts: Record<Exclude<ProcessingActivity, Always>, string[] | null>
  roles: ProcessingRecord['roles']
  keys: string[]
}

async function readFacts(tx: Tx): Promise<Facts> {
  const present = (table: string) => sql`(
    select case when exists (select from ${sql.table(table)}) then array[]::text[] end)`
  const { rows } = await sql<Facts>`
    select
      json_build_object(
        'program', ${present('program_revisions')},
        'vouchers', ${present('vouchers')},
        'referrals', ${present('referral_terms')},
        'consents', ${present('consent_purposes')},
        'companies', ${present('companies')},
        'imports', ${present('imports')},
        'receipts', ${present('tills')},
        'connections', (
          select array_agg(name || ' (' || kind || ')' order by name) from connections
          where state <> 'ended'
        ),
        'webhooks', (
          select array_agg(name || ' (' || split_part(url, '/', 3) || ')' order by name) from webhooks
          where state <> 'gone'
        )
      ) as facts,
      coalesce((
        select json_agg(json_build_object('role', role, 'people', people) order by role)
        from (
          select role, count(*)::int as people from staff where ended_at is null group by role
        ) as counted
      ), '[]') as roles,
      array(select name from api_keys where revoked_at is null order by name) as keys`.execute(tx)
  return rows[0]!
}
