import { type CompanyInput, companyInput } from '#contract/endpoints/companies.ts'
import { internalId } from '#kernel/ids.ts'
import type { FileRow } from '../reading/rows.ts'

export type Reason = { code: string; message: string }

/** A row as it is understood; empty cells say nothing. */
export type SheetRow = {
  line: number
  id: string | null
  values: Readonly<Record<string, string>>
  reasons: Reason[]
}

export function readSheetRow(
  { line, cells, fault }: FileRow,
  columns: readonly (string | null)[],
): SheetRow {
  if (fault !== null) {
    return { line, id: null, values: {}, reasons: [{ code: fault, message: 'It cannot be read.' }] }
  }
  const values = Object.fromEntries(
    columns.flatMap((field, index) => {
      const text = unguarded(cells[index]?.trim() ?? '')
      return field === null || text === '' ? [] : [[field, text]]
    }),
  )
  const id = values.id === undefined ? null : internalId('cus', values.id)
  const row = { line, id, values, reasons: faultsIn(values) }
  if (values.id !== undefined && id === null) {
    row.reasons.push({ code: 'company_not_found', message: 'There is no company with this id.' })
  } else if (id === null && values.number === undefined && values.external_id === undefined) {
    const message = 'The row names nothing by which a company is found.'
    row.reasons.push({ code: 'row_without_identity', message })
  }
  return row
}

/** Our own files set an apostrophe before what a spreadsheet would take for a formula. */
const unguarded = (text: string) => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** The row as the API takes a company; who it belongs to and who looks after it is found apart. */
export const inputOf = (values: SheetRow['values']): unknown => ({
  name: values.name ?? values.number ?? '-',
  number: values.number ?? null,
  identities: identitiesOf(values),
  address: {
    street: values.street ?? null,
    postalCode: values.postal_code ?? null,
    city: values.city ?? null,
    country: values.country ?? null,
  },
  vatId: values.vat_id ?? null,
  sizeClass: values.size_class ?? null,
  industry: values.industry ?? null,
})

export const identitiesOf = (values: SheetRow['values']) =>
  (['external_id', 'email', 'phone'] as const).flatMap((kind) => {
    const value = values[kind]
    return value === undefined ? [] : [{ kind, value }]
  })

export const parsed = (values: SheetRow['values']): CompanyInput =>
  companyInput.parse(inputOf(values))

function faultsIn(values: SheetRow['values']): Reason[] {
  const read = companyInput.safeParse(inputOf(values))
  if (read.success) return []
  const fields = new Set(read.error.issues.map(({ path }) => path.filter(isName).join('.')))
  return [...fields].map((field) => ({
    code: 'cell_malformed',
    message: `${field || 'The row'} cannot be read.`,
  }))
}

const isName = (part: PropertyKey): part is string => typeof part === 'string'
