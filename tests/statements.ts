import { Client } from 'pg'
import { vi } from 'vitest'

export type Statement = { text: string; values: unknown[] }

/** What is said to the database while this is done, by whomever: each one is a round trip. */
export async function listening(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = Client.prototype.query
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...words: unknown[]
  ) {
    const [first, second] = words
    const text = typeof first === 'string' ? first : (first as Statement).text
    const values = typeof first === 'string' ? second : (first as Statement).values
    statements.push({ text, values: Array.isArray(values) ? values : [] })
    return Reflect.apply(original, this, words)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return statements
}
