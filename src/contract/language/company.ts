import { z } from 'zod'
import { calendarDate, label, minorUnitsMax, text } from './text.ts'

/** By people who work there: up to 9, 49, 249, more. */
export const sizeClasses = ['micro', 'small', 'medium', 'large'] as const
export type SizeClass = (typeof sizeClasses)[number]

/**
 * How a company and its contacts buy: nothing yet; too rarely to know a rhythm; as usual; much later
 * than usual; nothing for a year.
 */
export const companyStates = ['no_purchase', 'rare', 'in_rhythm', 'at_risk', 'gone'] as const

export const companyAddress = z.strictObject({
  street: label(200).nullable().default(null),
  postalCode: label(20).nullable().default(null),
  city: label(100).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is no ISO 3166 code')
    .nullable()
    .default(null),
})
export type CompanyAddress = z.output<typeof companyAddress>

export const noticeUnits = ['days', 'weeks', 'months'] as const
export const valuePeriods = ['month', 'quarter', 'year', 'term'] as const

/**
 * Where a contract stands by the clock: it begins later, runs, runs in a further term, can be
 * canceled until a day soon, was canceled and runs out, is over.
 */
export const contractStatuses = [
  'upcoming',
  'running',
  'renewed',
  'notice_open',
  'canceled',
  'ended',
] as const

export const contractContent = z
  .strictObject({
    name: label(200),
    reference: label(100).nullable().default(null),
    startsOn: calendarDate,
    endsOn: calendarDate
      .nullable()
      .default(null)
      .describe('The last day of its first term; null: without end'),
    renewsMonths: z
      .int()
      .min(1)
      .max(120)
      .nullable()
      .default(null)
      .describe('By so many months, again and again, unless somebody gives notice'),
    notice: z
      .strictObject({ count: z.int().min(0).max(366), unit: z.enum(noticeUnits) })
      .default({ count: 0, unit: 'months' })
      .describe('How long before the end of a term notice must have been given'),
    value: z
      .strictObject({ amount: z.int().min(0).max(minorUnitsMax), per: z.enum(valuePeriods) })
      .nullable()
      .default(null)
      .describe('In minor units of the base currency, for each period'),
    canceledTo: calendarDate
      .nullable()
      .default(null)
      .describe('Notice was given: the last day of all'),
    note: text(2000).nullable().default(null),
  })
  .superRefine(({ startsOn, endsOn, canceledTo, renewsMonths }, { addIssue }) => {
    const issue = (field: string, message: string) =>
      addIssue({ code: 'custom', path: [field], message })
    if (endsOn !== null && endsOn < startsOn) issue('endsOn', 'lies before the start')
    if (canceledTo !== null && canceledTo < startsOn) issue('canceledTo', 'lies before the start')
    if (renewsMonths !== null && endsOn === null) {
      issue('renewsMonths', 'asks for the end of the first term')
    }
  })
export type ContractContent = z.output<typeof contractContent>

export const installedProductContent = z.strictObject({
  name: label(200),
  sku: label(100).nullable().default(null),
  serial: label(100).nullable().default(null),
  since: calendarDate.nullable().default(null),
  warrantyUntil: calendarDate.nullable().default(null),
  serviceDueOn: calendarDate.nullable().default(null),
  note: text(2000).nullable().default(null),
})
export type InstalledProductContent = z.output<typeof installedProductContent>
