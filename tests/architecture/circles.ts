/**
 * A circle for each import that closes one, walking from file to file: none is left exactly when
 * none is found. A circle begins at its first file by name, so that it is told once.
 */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const way: string[] = []
  const circles = new Map<string, string[]>()
  const walk = (file: string) => {
    if (way.includes(file)) {
      const circle = fromFirst(way.slice(way.indexOf(file)))
      circles.set(circle.join(), circle)
      return
    }
    if (done.has(file)) return
    way.push(file)
    for (const next of imports.get(file) ?? []) walk(next)
    way.pop()
    done.add(file)
  }
  for (const file of imports.keys()) walk(file)
  return [...circles.values()]
}

function fromFirst(circle: readonly string[]): string[] {
  const at = circle.indexOf(circle.toSorted()[0]!)
  return [...circle.slice(at), ...circle.slice(0, at)]
}
