import type { ProcessingRecord } from '#contract/endpoints/processing-record.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { printPaper } from '#domain/ledger/liability/print/paper.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Language } from '#locales/language.ts'
import { type Words, wordsOf } from '../rights/words.ts'
import { readRecord } from './processing-record.ts'

/** The record of processing activities as an authority would want to read it. */
export async function printRecord(
  context: Context,
  wished: Language | undefined,
): Promise<FileReply> {
  const record = await readRecord(context)
  const { zone, currency, name, ...business } = await readBusinessTerms(context.database)
  const language = wished ?? business.language
  const words = wordsOf(language)
  return await printPaper('processing-record.pdf', {
    frame: { zone, money: currency, language, name },
    title: words.record.title,
    ...{ made: words.paper.made, page: words.paper.page, pageOrientation: 'portrait' },
    madeOn: dateText(zone.dayOf(context.clock.now())),
    content: [
      ...headOf(record, words),
      ...record.activities.flatMap((one) => partOf(one, words)),
      ...footOf(record, words),
    ],
  })
}

const line = (word: string, value: string) => ({
  columns: [{ text: word, width: 130, color: '#666666' }, { text: value }],
  margin: [0, 2, 0, 2],
})

function headOf({ business, controller, contact, officer }: ProcessingRecord, words: Words) {
  const { record } = words
  return [
    { text: '', margin: [0, 8, 0, 0] },
    line(record.controller, controller || business),
    line(record.contact, contact || record.unsaid),
    line(record.officer, officer || record.none),
  ]
}

function partOf(activity: ProcessingRecord['activities'][number], words: Words): object[] {
  const told = words.activities[activity.activity]
  const { record } = words
  const periods = activity.periods.map(
    ({ kind, keepDays }) =>
      `${words.kinds[kind].name}: ${keepDays === null ? record.unlimited : record.days.replace('{{days}}', `${keepDays}`)}`,
  )
  return [
    {
      unbreakable: true,
      stack: [
        { text: told.name, bold: true, fontSize: 11, margin: [0, 14, 0, 4] },
        line(record.purpose, told.purpose),
        line(record.people, told.people),
        line(record.data, told.data),
        line(record.recipients, [record.own, ...activity.recipients].join(', ')),
        line(record.periods, periods.join('; ')),
        ...(activity.remark === '' ? [] : [line(record.remark, activity.remark)]),
      ],
    },
  ]
}

function footOf({ roles, keys }: ProcessingRecord, words: Words): object[] {
  const { record } = words
  const people = roles.map(({ role, people }) => `${roleWord(role, words)} (${people})`)
  return [
    {
      unbreakable: true,
      stack: [
        { text: record.access, bold: true, fontSize: 11, margin: [0, 14, 0, 4] },
        line(record.roles, people.join(', ')),
        line(record.keys, keys.join(', ') || record.none),
        line(record.measures, record.measuresText),
        line(record.abroad, record.abroadText),
        { text: record.advice, color: '#666666', fontSize: 8, margin: [0, 20, 0, 0] },
      ],
    },
  ]
}

function roleWord(role: string, { roles }: Words): string {
  const known: Readonly<Record<string, string>> = roles
  return known[role] ?? role
}
