import type { WireReply } from '#contract/endpoint.ts'
import type { readCustomerFile } from '#contract/endpoints/customer-files.ts'
import type { ConsentChannel } from '#contract/language/consent.ts'

export type FileOfCustomers = WireReply<typeof readCustomerFile>

/** Which column says what, by numbers from 1; a field that is not there has none. */
export type ColumnDraft = {
  columns: Readonly<Record<string, number | null>>
  consent: ConsentDraft | null
}

/** One kind of consent a file tells of; what no column says holds for all rows. */
export type ConsentDraft = {
  purpose: string
  channel: ConsentChannel
  textId: string
  said: number | null
  at: number | null
  proof: number | null
  form: string
}

const consentField = /^consent\.([^.]+)\.([^.]+?)(?:\.(at|proof|text|source))?$/

/** As the file's own header reads, or as it was last looked at. */
export function draftOf({ columns, consents }: FileOfCustomers): ColumnDraft {
  const numbers = columns.flatMap(({ field }, index) =>
    field ? [[field, index + 1] as const] : [],
  )
  const said = numbers.find(([field]) => consentField.test(field))
  const plain = numbers.filter(([field]) => !field.startsWith('consent.'))
  return {
    columns: Object.fromEntries(plain),
    consent: said ? consentOf(said[0], new Map(numbers), consents) : null,
  }
}

function consentOf(
  field: string,
  numbers: ReadonlyMap<string, number>,
  told: FileOfCustomers['consents'],
): ConsentDraft {
  const [, purpose = '', channel = ''] = consentField.exec(field) ?? []
  const name = `consent.${purpose}.${channel}`
  const fixed = told.find((one) => one.purpose === purpose && one.channel === channel)
  return {
    // A field of the contract names one of its channels.
    ...{ purpose, channel: channel as ConsentChannel, textId: fixed?.textId ?? '' },
    ...{ said: numbers.get(name) ?? null, at: numbers.get(`${name}.at`) ?? null },
    ...{ proof: numbers.get(`${name}.proof`) ?? null, form: fixed?.form ?? '' },
  }
}

/** What is sent: every column by its number, those that say nothing passed over. */
export function wishesOf({ columns, consent }: ColumnDraft, width: number) {
  const name = consent && `consent.${consent.purpose}.${consent.channel}`
  const pairs = [
    ...Object.entries(columns),
    ...(consent
      ? ([
          [`${name}`, consent.said],
          [`${name}.at`, consent.at],
          [`${name}.proof`, consent.proof],
        ] as const)
      : []),
  ].flatMap(([field, number]) => (number === null ? [] : [[field, number] as const]))
  const used = new Set(pairs.map(([, number]) => number))
  const passed = Array.from({ length: width }, (_, index) => index + 1).filter(
    (number) => !used.has(number),
  )
  const consents = consent?.said
    ? [
        {
          ...{ purpose: consent.purpose, channel: consent.channel },
          ...(consent.textId && { textId: consent.textId }),
          ...(consent.form.trim() && { form: consent.form.trim() }),
        },
      ]
    : []
  return {
    map: [
      ...pairs.map(([field, number]) => `${field}=${number}`),
      ...passed.map((number) => `-=${number}`),
    ].join(','),
    consents,
  }
}
