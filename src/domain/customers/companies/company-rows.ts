import { type RawBuilder, sql } from 'kysely'
import type { Company, CompanyChange, CompanyInput } from '#contract/endpoints/companies.ts'
import type { CompanyAddress, SizeClass } from '#contract/language/company.ts'
import { errorCode } from '#database/error-code.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { readCustomer } from '../read-customer.ts'

type Row = {
  number: string | null
  address: Company['address']
  vatId: string | null
  sizeClass: SizeClass | null
  industry: string | null
  parent: Company['parent']
  owner: Company['owner']
}

/** Of the table `staff`, joined as the owner or not. */
export const ownerOrNone: RawBuilder<unknown> = sql`
  case when staff.staff_id is null then null else json_build_object(
    'id', staff.staff_id, 'name', coalesce(nullif(staff.name, ''), staff.email),
    'ended', staff.ended_at is not null
  ) end`

/** @param memberIds the company and all guests it has claimed */
export async function readCompany(
  tx: Tx,
  companyId: string,
  memberIds: readonly string[],
): Promise<Company> {
  const { rows } = await sql<Row>`
    select number, vat_id as "vatId", size_class as "sizeClass", industry,
      json_build_object('street', street, 'postalCode', postal_code, 'city', city,
        'country', country) as address,
      case when parent_id is null then null else json_build_object(
        'id', parent_id,
        'name', (select name from persons where persons.customer_id = parent_id)
      ) end as parent,
      ${ownerOrNone} as owner
    from companies left join staff on staff_id = owner_id
    where customer_id = ${companyId}`.execute(tx)
  if (!rows[0]) throw notFound('company')
  const { language, birthday, ...customer } = await readCustomer(tx, companyId, memberIds)
  return { ...customer, ...rows[0] }
}

export type CompanyTerms = Pick<
  CompanyInput,
  'number' | 'address' | 'vatId' | 'sizeClass' | 'industry' | 'parentId' | 'ownerId'
>

export async function insertCompany(
  tx: Tx,
  companyId: string,
  { number, address, vatId, sizeClass, industry, parentId, ownerId }: CompanyTerms,
  now: Date,
): Promise<void> {
  await refuseTaken(
    sql`
      with counted as (
        insert into company_figures (customer_id) values (${companyId})
      )
      insert into companies (customer_id, number, street, postal_code, city, country, vat_id,
        size_class, industry, parent_id, owner_id, created_at)
      values (${companyId}, ${number}, ${address.street}, ${address.postalCode}, ${address.city},
        ${address.country}, ${vatId}, ${sizeClass}, ${industry}, ${parentId}, ${ownerId}, ${now})`,
    tx,
  )
}

/** What is left out stays. */
export async function changeCompanyTerms(
  tx: Tx,
  companyId: string,
  change: Omit<CompanyChange, 'attributes'>,
): Promise<void> {
  const said = columns.flatMap(([column, of]) => {
    const value = of(change)
    return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`]
  })
  if (said.length === 0) return
  await refuseTaken(
    sql`update companies set ${sql.join(said)} where customer_id = ${companyId}`,
    tx,
  )
}

const ofAddress =
  (field: keyof CompanyAddress) =>
  ({ address }: CompanyChange) =>
    address?.[field]

const columns: readonly [string, (change: CompanyChange) => string | null | undefined][] = [
  ['number', ({ number }) => number],
  ['street', ofAddress('street')],
  ['postal_code', ofAddress('postalCode')],
  ['city', ofAddress('city')],
  ['country', ofAddress('country')],
  ['vat_id', ({ vatId }) => vatId],
  ['size_class', ({ sizeClass }) => sizeClass],
  ['industry', ({ industry }) => industry],
  ['parent_id', ({ parentId }) => parentId],
  ['owner_id', ({ ownerId }) => ownerId],
]

const uniqueViolation = '23505'

/** Many at once, with nobody above them and nobody who looks after them. */
export async function insertCompanies(
  tx: Tx,
  companies: readonly (Omit<CompanyTerms, 'parentId' | 'ownerId'> & { id: string })[],
  now: Date,
): Promise<void> {
  const rows = companies.map(({ id, number, address, vatId, sizeClass, industry }) => ({
    ...{ id, number, ...address, vatId, sizeClass, industry },
  }))
  await refuseTaken(
    sql`
      with fresh as (
        select * from json_to_recordset(${JSON.stringify(rows)}::json) as fresh (
          id uuid, number text, street text, "postalCode" text, city text, country text,
          "vatId" text, "sizeClass" text, industry text
        )
      ), counted as (
        insert into company_figures (customer_id) select id from fresh
      )
      insert into companies (customer_id, number, street, postal_code, city, country, vat_id,
        size_class, industry, created_at)
      select id, number, street, "postalCode", city, country, "vatId", "sizeClass", industry,
        ${now}::timestamptz
      from fresh`,
    tx,
  )
}

async function refuseTaken(statement: RawBuilder<unknown>, tx: Tx): Promise<void> {
  try {
    await statement.execute(tx)
  } catch (error) {
    if (errorCode(error) !== uniqueViolation) throw error
    throw conflict('company_number_taken', 'Another company has this number.')
  }
}

/** Whoever is to look after a company works here, and does until the end of `tx`. */
export async function checkOwner(tx: Tx, ownerId: string, pointer: string): Promise<void> {
  const { rows } = await sql`
    select from staff where staff_id = ${ownerId} and ended_at is null for key share`.execute(tx)
  if (rows.length > 0) return
  throw malformed('owner_not_found', 'Nobody of staff has this id, or they have left.', pointer)
}

/**
 * A company belongs to another one and never, over however many steps, to itself. One such change
 * follows another, or two could close a circle.
 */
export async function checkParent(
  tx: Tx,
  companyId: string | null,
  parentId: string,
): Promise<void> {
  await sql`lock table companies in share row exclusive mode`.execute(tx)
  const { rows } = await sql<{ customerId: string }>`
    with recursive above as (
      select customer_id, parent_id from companies where customer_id = ${parentId}
      union
      select companies.customer_id, companies.parent_id
      from above join companies on companies.customer_id = above.parent_id
    )
    select customer_id as "customerId" from above`.execute(tx)
  if (rows.length === 0) {
    throw malformed('parent_not_found', 'There is no such company above it.', '/parentId')
  }
  if (!rows.some(({ customerId }) => customerId === companyId)) return
  throw malformed('parent_is_below', 'A company cannot belong to itself.', '/parentId')
}
