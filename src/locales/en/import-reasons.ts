import type { importReasons as german } from '../de/import-reasons.ts'
import type { Same } from '../same.ts'

export const importReasons: Same<typeof german> = {
  header: 'reason',
  sentences: {
    date_missing: 'The date is missing.',
    date_unreadable: 'The date "{{text}}" cannot be read.',
    date_out_of_range: 'The date "{{text}}" lies before 1970 or after 2148.',
    time_unreadable: 'The time "{{text}}" cannot be read.',
    amount_missing: 'The amount is missing.',
    amount_unreadable: 'The amount "{{text}}" cannot be read.',
    quantity_unreadable: 'The quantity "{{text}}" cannot be read.',
    unit_price_unreadable: 'The unit price "{{text}}" cannot be read.',
    currency_unreadable: 'The currency "{{text}}" is not known.',
    text_too_long: 'The text "{{text}}" is too long.',
    email_unreadable: '"{{text}}" is no e-mail address.',
    row_too_long: 'The row is too long. Only its beginning stands here.',
    row_with_nul: 'The row holds a character that is no text (NUL).',
    row_not_unicode: 'The row holds half a character.',
    columns_too_many: 'The row has too many columns.',
    quote_not_closed: 'A quotation mark is never closed.',
    quote_broken: 'A quotation mark stands within a text.',
    receipt_incomplete: 'Line {{line}} belongs to this receipt and cannot be read.',
    receipt_too_long: 'The receipt has more than 5,000 lines.',
    receipt_of_two_customers: 'The receipt names two different people.',
    receipt_of_two_currencies: 'The receipt names two different currencies.',
    columns_missing: 'The columns for date and amount are not chosen yet.',
    time_in_future: 'The date lies in the future.',
    exchange_rate_missing: 'There is no exchange rate for this currency.',
    stores_too_many: 'There are too many different stores. Is this really the column of the store?',
    channels_too_many:
      'There are too many different channels. Is this really the column of the channel?',
    currency_unknown: 'The currency is not known.',
    version_conflict:
      'This purchase is already known with other content. Take the earlier import back if this one is to count.',
    event_too_large: 'The receipt is too large.',
    value_rejected: 'A value of this row cannot be stored.',
    event_malformed: 'A value of this row is not valid: {{text}}',
    other: 'This row was not accepted ({{code}}). {{text}}',
  },
}
