import { z } from 'zod'
import {
  type CustomerFilter,
  type CustomerOrder,
  customerFilter,
  customerOrders,
} from '#contract/endpoints/customers.ts'

/** What the list is asked, as the address keeps it. */
export type Question = CustomerFilter & { order?: CustomerOrder | undefined }
export type ChangeQuestion = (change: Partial<Question>) => void

const fields = { ...customerFilter.shape, order: z.enum(customerOrders).optional() }
const texts: readonly string[] = ['search', 'tag', 'store', 'firstStore']

/** Reads an address; what nobody could have asked is left out rather than refused. */
export function readQuestion(address: Record<string, unknown>): Question {
  const known = Object.entries(fields).flatMap(([name, schema]) => {
    const given = address[name]
    // The router reads ?search=4711 as a number.
    const value = texts.includes(name) && typeof given === 'number' ? String(given) : given
    const parsed = schema.safeParse(value)
    return parsed.success && parsed.data !== undefined && parsed.data !== ''
      ? [[name, parsed.data]]
      : []
  })
  // Each value was read by the schema of its own name.
  return Object.fromEntries(known) as Question
}

/** The question without its order: what a count, an export and a bulk change are about. */
export function filterOf({ order: _order, ...filter }: Question): CustomerFilter {
  return filter
}

export const isFiltered = (question: Question): boolean =>
  Object.values(filterOf(question)).some((value) => value !== undefined)

/** Takes every filter back; the order stays. */
export const nothingAsked = (): Partial<Question> =>
  Object.fromEntries(Object.keys(customerFilter.shape).map((name) => [name, undefined]))

/** The next address: what was taken back is no longer in it. */
export function changed(question: Question, change: Partial<Question>): Question {
  const all = Object.entries({ ...question, ...change })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''))
}
