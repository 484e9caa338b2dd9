import type { customerFile as german } from '../de/customer-file.ts'
import type { Same } from '../same.ts'

/** Creating and updating customers from a file. */
export const customerFile: Same<typeof german> = {
  title: '[Guests|Customers] from a file',
  link: 'Read [guests|customers] from a file',
  sentence: 'Create and complete [guests|customers]',
  drop: 'Drop a CSV file here with one line for each [guest|customer]',
  hint: 'The first line names the columns, such as name, e-mail, phone, birthday. Empty cells change nothing. Consents do not belong here: each needs its proof.',
  field: {
    id: 'Number in Stammgast',
    external_id: 'Customer number',
    card_number: 'Card number',
    email: 'E-mail',
    phone: 'Phone',
    name: 'Name',
    language: 'Language',
    birthday: 'Birthday',
    tags: 'Tags',
  },
  reason: {
    customer_not_found: 'This number does not exist here.',
    identity_erased: 'This person wanted to be forgotten.',
    card_blocked: 'This card is blocked.',
    row_names_two_customers: 'This belongs to two different persons.',
    row_repeats_customer: 'An earlier row means the same person.',
    row_without_identity: 'There is nothing by which the person is recognized.',
    tags_malformed: 'At most 20 tags, each of up to 64 characters.',
    tags_too_many: 'There cannot be more than 1,000 different tags.',
    birthday_malformed: 'There is no such day, or it lies before 1900 or in the future.',
    consent_malformed: 'Yes or no, the time or the source cannot be read.',
    consent_in_future: 'This lies in the future.',
    consent_source_gives_no_yes: 'A yes said this way does not count.',
    consent_purpose_archived: 'Nobody is asked for this any more.',
    consent_text_missing: 'A yes needs its wording.',
    consent_text_not_found: 'This wording does not exist here.',
    consent_time_missing: 'A yes needs the time it was said.',
    consent_proof_missing: 'A yes needs a proof.',
    consents_too_many: 'Too many consents are recorded for this person.',
    malformed: 'This cannot be read.',
  },
  refusal: {
    customer_columns_missing:
      'No column says who is meant. An e-mail, phone, customer number or card number is needed.',
    customer_rows_too_many:
      'The file has more than 20,000 rows. Split it, or use the command line.',
    other: 'This file could not be read. Save it as CSV.',
  },
}
