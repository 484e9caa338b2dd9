import type { PersonExport } from '#contract/endpoints/rights.ts'
import type { Caller, FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import {
  moneyOf,
  paperTable,
  printPaper,
  subheading,
} from '#domain/ledger/liability/print/paper.ts'
import { dateText } from '#kernel/calendar.ts'
import { isLanguage, type Language } from '#locales/language.ts'
import { exportPerson } from './export-person.ts'
import { wordsOf } from './words.ts'

type Part = Exclude<
  keyof PersonExport,
  'format' | 'exportedAt' | 'business' | 'currency' | 'customerId'
>
type Told = Record<string, unknown>
type Ways = {
  language: Language
  currency: string
  zone: string
  words: ReturnType<typeof wordsOf>
}

/** Everything held about one person on paper, in their language. */
export async function printPerson(
  context: Context,
  sealKey: string,
  customerId: string,
  by: Caller,
): Promise<FileReply> {
  const told = await exportPerson(context, sealKey, customerId, by)
  const { zone, currency, name, ...business } = await readBusinessTerms(context.database)
  const language = languageOf(told) ?? business.language
  const words = wordsOf(language)
  const { title, made, page } = words.paper
  return await printPaper('person.pdf', {
    frame: { zone, money: currency, language, name },
    ...{ title, made, page, pageOrientation: 'portrait' },
    madeOn: dateText(zone.dayOf(told.exportedAt)),
    content: [
      { text: words.paper.lead, margin: [0, 12, 0, 0] },
      ...parts.flatMap((part) =>
        partOf(part, linesOf(told[part]), { language, currency, zone: zone.name, words }),
      ),
    ],
  })
}

/** Events are many, so what is short stands before them. */
const parts: readonly Part[] = [
  'person',
  'consents',
  'contactBlocks',
  'companies',
  'signIn',
  'terms',
  'mails',
  'points',
  'rewards',
  'vouchers',
  'events',
  'shownReceipts',
  'offline',
  'wallet',
  'deliveries',
  'messages',
  'files',
  'merges',
  'changes',
]

function languageOf({ person }: PersonExport): Language | null {
  const said = person.map(({ language }) => String(language ?? '').split('-')[0]!)
  return said.find(isLanguage) ?? null
}

/** A part that is several lists in one becomes one line for each entry. */
const linesOf = (part: PersonExport[Part]): Told[] =>
  Array.isArray(part)
    ? part
    : Object.entries(part).flatMap(([key, value]) =>
        (Array.isArray(value) ? value : [value]).filter(isTold).map((one) => ({ [key]: one })),
      )

const isTold = (value: unknown) => value !== null && value !== undefined && value !== 0

function partOf(part: Part, lines: readonly Told[], ways: Ways): object[] {
  if (lines.length === 0) return []
  return [
    subheading(ways.words.parts[part], noteOf(part, ways)),
    paperTable(
      lines,
      ['', (line) => whenOf(line, ways)],
      [['', (line) => told(line, ways), 'left']],
      [70, '*'],
    ),
  ]
}

function noteOf(part: Part, { words }: Ways): string {
  const known: Readonly<Record<string, string>> = words.partNotes
  return known[part] ?? ''
}

const whens = ['occurredAt', 'at', 'recordedAt', 'receivedAt', 'mergedAt', 'blockedAt', 'createdAt']

function whenOf(line: Told, ways: Ways): string {
  const when = whens.map((key) => line[key]).find((value) => typeof value === 'string')
  return when === undefined ? '' : momentOf(String(when), 'medium', ways)
}

function momentOf(when: string, dateStyle: 'short' | 'medium', { language, zone }: Ways): string {
  const time = dateStyle === 'short' ? { timeStyle: 'short' as const } : {}
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { dateStyle, ...time, timeZone: zone }).format(
    new Date(when),
  )
}

/** `Laden: Ufer · Betrag: 4,30 €`; what is not there is not said. */
function told(value: unknown, ways: Ways, depth = 0): string {
  if (Array.isArray(value)) return value.map((one) => told(one, ways, depth + 1)).join('; ')
  if (typeof value !== 'object' || value === null) return sayOf(value, ways)
  return Object.entries(value)
    .filter(([key, one]) => !besides.has(key) && isTold(one) && !isEmpty(one))
    .map(([key, one]) => `${wordOf(key, ways)}: ${shownOf(key, one, ways, depth)}`)
    .join(depth === 0 ? ' · ' : ', ')
}

/** What stands there in another form already, and ids that mean nothing on paper. */
const besides = new Set(['shown', 'customerId'])

function sayOf(value: unknown, ways: Ways): string {
  const known: Readonly<Record<string, string>> = ways.words.values
  if (typeof value !== 'string') return String(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value))
    return momentOf(value, 'short', ways)
  return known[value] ?? value
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

function wordOf(key: string, { words }: Ways): string {
  const known: Readonly<Record<string, string>> = words.fields
  return known[key] ?? key
}

const amounts = new Set(['amount', 'discount', 'toPay', 'unitPrice'])

const shownOf = (key: string, value: unknown, ways: Ways, depth: number): string =>
  amounts.has(key) && typeof value === 'number'
    ? moneyOf({ amount: value, currency: ways.currency }, ways)
    : told(value, ways, depth + 1)
