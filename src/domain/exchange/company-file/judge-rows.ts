import { sql } from 'kysely'
import type { CompanyFileRow } from '#contract/endpoints/company-files.ts'
import type { Tx } from '#database/transaction.ts'
import { describeCompanies } from '#domain/companies/describe-companies.ts'
import { identityKey, identityOf } from '#domain/customers/identity.ts'
import { identitiesOf, type SheetRow } from './read-row.ts'

/** A row with the company it means. `companyId` null: a new one. */
export type Judged = {
  row: SheetRow
  companyId: string | null
  /** As it stands by now, in the words of the file. */
  before: Readonly<Record<string, string | null | undefined>>
  changes: CompanyFileRow['changes']
}

type Known = {
  byId: ReadonlySet<string>
  byNumber: ReadonlyMap<string, string>
  byIdentity: ReadonlyMap<string, string>
  /** Identities of persons. */
  ofOthers: ReadonlyMap<string, string>
  owners: ReadonlyMap<string, string>
}

/**
 * Finds which companies rows mean, and what they would change.
 * @param numbers of the whole file: a company above may stand further down
 * @param seen is added to: which a row means, no later row may mean
 */
export async function judgeRows(
  tx: Tx,
  rows: readonly SheetRow[],
  numbers: ReadonlySet<string>,
  seen: Set<string>,
): Promise<Judged[]> {
  const known = await findKnown(tx, rows)
  const meant = rows.map((row) => ({ row, companyId: whichOf(row, known, numbers, seen) }))
  const standing = await readStanding(
    tx,
    meant.flatMap(({ companyId }) => companyId ?? []),
  )
  return meant.map(({ row, companyId }) => {
    const before = companyId === null ? {} : (standing.get(companyId) ?? {})
    const changes = Object.entries(row.values).flatMap(([field, after]) =>
      field === 'id' || before[field] === after
        ? []
        : [{ field, before: before[field] ?? null, after }],
    )
    return { row, companyId, before, changes: row.reasons.length > 0 ? [] : changes }
  })
}

/** What the file says of a company's place among others, found by now. */
export async function findPlaces(tx: Tx, rows: readonly SheetRow[]): Promise<Known> {
  return await findKnown(tx, rows)
}

async function findKnown(tx: Tx, rows: readonly SheetRow[]): Promise<Known> {
  const texts = (field: string) => rows.flatMap(({ values }) => values[field] ?? [])
  const identities = rows.flatMap(({ values }) =>
    identitiesOf(values).flatMap(({ kind, value }) => identityOf(kind, value) ?? []),
  )
  const { rows: found } = await sql<{ kind: string; key: string; id: string }>`
    select 'id' as kind, customer_id::text as key, customer_id as id from companies
    where customer_id = any(${rows.flatMap(({ id }) => id ?? [])}::uuid[])
    union all
    select 'number', number, customer_id from companies
    where number = any(${[...texts('number'), ...texts('parent_number')]}::text[])
    union all
    select case when companies.customer_id is null then 'other' else 'identity' end,
      kind || ':' || value, identities.customer_id
    from identities left join companies using (customer_id) join unnest(${identities.map(({ kind }) => kind)}::text[],
      ${identities.map(({ value }) => value)}::text[]) as named (kind, value) using (kind, value)
    union all
    select 'owner', email, staff_id from staff
    where email = any(${texts('owner_email').map((text) => text.toLowerCase())}::text[])
      and ended_at is null`.execute(tx)
  const of = (kind: string) =>
    new Map(found.flatMap((one) => (one.kind === kind ? [[one.key, one.id] as const] : [])))
  return {
    ...{ byId: new Set(of('id').values()), byNumber: of('number') },
    ...{ byIdentity: of('identity'), ofOthers: of('other'), owners: of('owner') },
  }
}

function whichOf(
  row: SheetRow,
  known: Known,
  numbers: ReadonlySet<string>,
  seen: Set<string>,
): string | null {
  if (row.reasons.length > 0) return null
  const { values } = row
  const identities = identitiesOf(values).flatMap(
    ({ kind, value }) => identityOf(kind, value) ?? [],
  )
  const holders = identities.flatMap((one) => known.byIdentity.get(identityKey(one)) ?? [])
  const byNumber = values.number === undefined ? undefined : known.byNumber.get(values.number)
  const numbered = byNumber === undefined ? [] : [byNumber]
  const companies = new Set([...(row.id === null ? [] : [row.id]), ...numbered, ...holders])
  const [company = null] = companies
  const keys = [...companies, ...(values.number === undefined ? [] : [`number ${values.number}`])]
  const refuse = (code: string, message: string) => row.reasons.push({ code, message })
  if (row.id !== null && !known.byId.has(row.id)) {
    refuse('company_not_found', 'There is no company with this id.')
  } else if (companies.size > 1) {
    refuse('row_names_two_companies', 'These belong to two different customers.')
  } else if (identities.some((one) => known.ofOthers.has(identityKey(one)))) {
    refuse('identity_taken', 'This belongs to a person.')
  } else if (keys.some((key) => seen.has(key))) {
    refuse('row_repeats_company', 'An earlier row means the same company.')
  } else if (company === null && values.name === undefined) {
    refuse('company_name_missing', 'A new company needs a name.')
  }
  if (values.owner_email !== undefined && !known.owners.has(values.owner_email.toLowerCase())) {
    refuse('owner_not_found', 'Nobody of staff has this address.')
  }
  const above = values.parent_number
  if (above !== undefined && !known.byNumber.has(above) && !numbers.has(above)) {
    refuse('parent_not_found', 'There is no company with the number of the one above.')
  }
  if (row.reasons.length > 0) return null
  for (const key of keys) seen.add(key)
  return company
}

async function readStanding(
  tx: Tx,
  companyIds: readonly string[],
): Promise<Map<string, Record<string, string | null | undefined>>> {
  const described = await describeCompanies(tx, companyIds)
  const { rows } = await sql<{ id: string; name: string | null; number: string; industry: string }>`
    select customer_id as id, name, number, industry from companies
    join persons using (customer_id)
    where customer_id = any(${companyIds}::uuid[])`.execute(tx)
  return new Map(
    rows.map(({ id, ...row }) => {
      const { address, vatId, sizeClass, identities, parentNumber, ownerEmail } = described.get(id)!
      const shown = (kind: string) => identities.find((one) => one.kind === kind)?.value
      return [
        id,
        {
          ...{ ...row, street: address.street, postal_code: address.postalCode },
          ...{ city: address.city, country: address.country, vat_id: vatId },
          ...{ size_class: sizeClass, parent_number: parentNumber, owner_email: ownerEmail },
          ...{ external_id: shown('external_id'), email: shown('email'), phone: shown('phone') },
        },
      ]
    }),
  )
}
