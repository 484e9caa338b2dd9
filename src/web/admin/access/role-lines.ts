import { type Role, roles } from '#contract/permissions.ts'

/** `leitung = store_manager`, a line each, as people write such a list. */
export const linesOf = (map: Record<string, Role>): string =>
  Object.entries(map)
    .map(([value, role]) => `${value} = ${role}`)
    .join('\n')

/** @returns null where a line is none */
export function rolesOf(lines: string): Record<string, Role> | null {
  const map: [string, Role][] = []
  for (const line of lines.split('\n').filter((text) => text.trim() !== '')) {
    const [, value = '', word = ''] = /^\s*(.+?)\s*=\s*(\w+)\s*$/.exec(line) ?? []
    const role = roles.find((one) => one === word)
    if (value === '' || role === undefined) return null
    map.push([value, role])
  }
  return Object.fromEntries(map)
}
