/** Those parts of `wished` that are not so already. */
export function differing<Wished extends object>(known: Wished, wished: Wished): Wished {
  const different = Object.entries(wished).filter(
    ([key, value]) => !Object.is(value, known[key as keyof Wished]),
  )
  // A part of an object whose parts are all optional.
  return Object.fromEntries(different) as Wished
}
