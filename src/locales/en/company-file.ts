import type { companyFile as german } from '../de/company-file.ts'
import type { Same } from '../same.ts'

/** Creating and updating companies from a file. */
export const companyFile: Same<typeof german> = {
  title: 'Companies from a file',
  link: 'Read from a file',
  sentence: 'Create and complete companies',
  drop: 'Drop a CSV file here with one line for each company',
  hint: 'The first line names the columns, such as name, number, city, VAT number. Empty cells change nothing. The downloaded table of companies fits too.',
  field: {
    id: 'Number in Stammgast',
    number: 'Company number',
    name: 'Name',
    external_id: 'Customer number',
    email: 'E-mail',
    phone: 'Phone',
    street: 'Street',
    postal_code: 'Postal code',
    city: 'City',
    country: 'Country',
    vat_id: 'VAT number',
    size_class: 'Size',
    industry: 'Industry',
    parent_number: 'belongs to',
    owner_email: 'looked after by',
  },
  reason: {
    company_not_found: 'This company does not exist here.',
    row_without_identity: 'There is nothing by which the company is recognized: a number.',
    row_names_two_companies: 'This belongs to two different companies.',
    row_repeats_company: 'An earlier row means the same company.',
    identity_taken: 'This already belongs to another company or person.',
    company_name_missing: 'A name is missing.',
    owner_not_found: 'Who is to look after it cannot be found.',
    parent_not_found: 'The company it belongs to cannot be found.',
    malformed: 'This cannot be read.',
  },
  refusal: {
    company_columns_missing:
      'No column says which company is meant. A company number or a customer number is needed.',
    parent_is_below:
      'By this file a company would end up belonging to itself. All else is taken over.',
    company_rows_too_many: 'The file has more than 5,000 rows. Split it, or use the command line.',
    other: 'This file could not be read. Save it as CSV.',
  },
}
