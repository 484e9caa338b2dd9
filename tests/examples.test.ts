import { expect, test } from 'vitest'
import { allEndpoints } from '#contract/endpoints/all.ts'

const examples = allEndpoints.flatMap(({ method, path, body }) => {
  const given = body?.meta()?.examples
  return Array.isArray(given) ? given.map((example) => [`${method} ${path}`, body!, example]) : []
}) as [string, NonNullable<(typeof allEndpoints)[number]['body']>, unknown][]

test.each(examples)('the example of %s is one that is taken', (_, body, example) => {
  expect(body.safeParse(example).error?.issues).toBeUndefined()
})

test('whatever changes the program or points has an example', () => {
  const shown = new Set(examples.map(([line]) => line))
  const lacking = allEndpoints
    .filter(({ tag, body }) => (tag === 'program' || tag === 'points') && body)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !shown.has(line))
  expect(lacking).toEqual([])
})
