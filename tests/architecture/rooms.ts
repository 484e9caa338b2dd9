/** The rooms of the house, in order: a room imports only what stands left of it. */
const order = [
  'kernel',
  'contract',
  'database',
  'business',
  'customers',
  'events',
  'profile',
  'ledger',
  'loyalty',
  'predictions',
  'segments',
  'campaigns',
  'messages',
  'feedback',
  'service',
  'community',
  'analytics',
  'companies',
  'exchange',
  'people',
  'pos',
  'wallet',
  'portal',
  'start',
  'house',
  'server',
  'cli',
]

const domain = order.slice(order.indexOf('business'), order.indexOf('house'))

/** Rooms beside the order, with all they may import. */
const beside: Record<string, string[]> = {
  statistics: ['kernel'],
  locales: ['kernel'],
  demo: ['kernel', 'contract'],
  client: ['contract'],
  snippet: [],
  'web/client': ['kernel', 'contract', 'locales'],
  'web/design': ['kernel', 'contract', 'locales'],
  'web/admin': ['kernel', 'contract', 'locales', 'web/client', 'web/design'],
  'web/offline': [],
  'web/pos': ['kernel', 'contract', 'locales', 'web/client', 'web/design', 'web/offline'],
  'web/portal': ['kernel', 'contract', 'locales', 'web/client', 'web/design', 'web/offline'],
}

/** What the rooms of the order may import from those beside it. */
function besideFor(room: string): string[] {
  if (room === 'cli') return ['statistics', 'locales', 'demo']
  return order.indexOf(room) > order.indexOf('database') ? ['statistics', 'locales'] : []
}

/** Tests, benches and configuration stand outside the house and may look into every room. */
export function isOutside(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || !file.startsWith('src/')
}

/** The room a file of `src/` belongs to, or null if it stands in none. */
export function roomOf(file: string): string | null {
  const [, first = '', second = ''] = file.split('/')
  const name = file === 'src/house.ts' ? 'house' : first
  if (name === 'domain') return domain.includes(second) ? second : null
  if (name === 'web') return `web/${second}` in beside ? `web/${second}` : null
  const isRoom = name in beside || (order.includes(name) && !domain.includes(name))
  return isRoom ? name : null
}

export function mayImport(room: string, other: string): boolean {
  if (room === other) return true
  const allowed = beside[room] ?? [...order.slice(0, order.indexOf(room)), ...besideFor(room)]
  return allowed.includes(other)
}
