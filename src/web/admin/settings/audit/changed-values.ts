type Content = Record<string, unknown> | null

/** One place within a row, as a path of names: `content.name`. */
export type ChangedValue = { path: string; before: string | null; after: string | null }

/** What stood where, before and after, place by place; what is equal is left out. */
export function changedValues(before: Content, after: Content): ChangedValue[] {
  const earlier = new Map(placesOf(before))
  const later = new Map(placesOf(after))
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((path) => ({ path, before: earlier.get(path) ?? null, after: later.get(path) ?? null }))
    .filter((value) => value.before !== value.after)
}

/** Objects are entered, lists stand as they are; what is empty is no place. */
function placesOf(content: Content): [path: string, text: string][] {
  return Object.entries(content ?? {}).flatMap(([name, value]): [string, string][] => {
    if (isObject(value)) {
      return placesOf(value).map(([path, text]) => [`${name}.${path}`, text])
    }
    return value === null || value === '' ? [] : [[name, asText(value)]]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return JSON.stringify(value)
}
