import { z } from 'zod'
import { companyOrders } from '#contract/endpoints/companies.ts'
import { companyStates } from '#contract/language/company.ts'

const fields = {
  search: z.string().max(200),
  owner: z.string().max(40),
  state: z.enum(companyStates),
  order: z.enum(companyOrders),
}

/** What the list is asked, as the address keeps it. */
export type Question = {
  [Field in keyof typeof fields]?: z.output<(typeof fields)[Field]> | undefined
}

/** Reads an address; what nobody could have asked is left out rather than refused. */
export function readQuestion(address: Record<string, unknown>): Question {
  const known = Object.entries(fields).flatMap(([name, schema]) => {
    const given = address[name]
    // The router reads ?search=4711 as a number.
    const parsed = schema.safeParse(typeof given === 'number' ? String(given) : given)
    return parsed.success && parsed.data !== '' ? [[name, parsed.data]] : []
  })
  // Each value was read by the schema of its own name.
  return Object.fromEntries(known) as Question
}

export const filterOf = ({ order: _order, ...filter }: Question) => filter

export const isFiltered = (question: Question): boolean =>
  Object.values(filterOf(question)).some((value) => value !== undefined)

/** The next address: what was taken back is no longer in it. */
export function changed(question: Question, change: Partial<Question>): Question {
  const all = Object.entries({ ...question, ...change })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''))
}
