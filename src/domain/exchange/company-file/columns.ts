import { companyFileFields } from '#contract/endpoints/company-files.ts'
import { malformed } from '#kernel/errors.ts'

/** How columns are called, in the form in which headers are compared. */
const names: Record<string, readonly string[]> = {
  id: ['id', 'companyid'],
  number: ['number', 'nummer', 'firmennummer', 'kundennummer', 'companynumber'],
  name: ['name', 'firma', 'company', 'firmenname'],
  external_id: ['externalid', 'fremdkennung'],
  email: ['email', 'mail', 'emailadresse'],
  phone: ['phone', 'telefon', 'telefonnummer'],
  street: ['street', 'strasse', 'straße'],
  postal_code: ['postalcode', 'plz', 'postleitzahl', 'zip'],
  city: ['city', 'ort', 'stadt'],
  country: ['country', 'land'],
  vat_id: ['vatid', 'ustidnr', 'ustid', 'umsatzsteuerid'],
  size_class: ['sizeclass', 'größe', 'groesse', 'size'],
  industry: ['industry', 'branche'],
  parent_number: ['parentnumber', 'gehörtzu', 'gehoertzu', 'muttergesellschaft'],
  owner_email: ['owneremail', 'betreuung', 'owner'],
}

/** What each column of the file means; null: it is passed over. */
export function readColumns(header: readonly string[]): (string | null)[] {
  const taken = new Set<string>()
  const columns = header.map((word) => {
    const bare = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    const field = companyFileFields.find((one) => names[one]?.includes(bare))
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  })
  if (['id', 'number', 'external_id'].some((field) => taken.has(field))) return columns
  throw malformed(
    'company_columns_missing',
    'No column tells companies apart: name one id, number or external_id.',
  )
}
