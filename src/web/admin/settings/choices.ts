/** One choice a line; blank lines and repeats count for nothing. */
export const choicesOf = (lines: string): string[] => [
  ...new Set(
    lines
      .split('\n')
      .map((line) => line.trim().slice(0, 200))
      .filter((line) => line !== ''),
  ),
]

export const choicesMax = 200
