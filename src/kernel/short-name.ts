/** First name and initial: enough to ask "Frau Y.?", too little to learn who comes here. */
export function shortName(name: string): string {
  const [first = name, ...rest] = name.trim().split(/\s+/)
  const last = rest.at(-1)
  return last === undefined ? first : `${first} ${[...last][0]}.`
}
