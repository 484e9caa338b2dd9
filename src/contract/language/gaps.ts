/** What is still to be filled in is set between two or more lines: `___street and number___`. */
const gap = /_{2,}([^_\n]{1,200})_{2,}/g

/** What is missing in a draft, in its order; empty: nothing. */
export const gapsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(gap)].map(([, missing = '']) => missing.trim())),
]

/** Whether a text can be shown to guests: something is said, and nothing of it is left to fill in. */
export const isTold = (text: string): boolean => text.trim() !== '' && gapsIn(text).length === 0
