import type { Permission } from '#contract/permissions.ts'

/** The parts of the settings, and the line of the permission table each belongs to. */
export const sections = {
  business: 'business:write',
  look: 'business:write',
  counting: 'business:write',
  stores: 'opening_hours:write',
  cards: 'cards:make',
  portal: 'business:write',
  wallets: 'wallet:manage',
  mails: 'mails:read',
  staff: 'staff:manage',
  cashiers: 'cashiers:manage',
  bookings: 'pos:correct',
  devices: 'pos:manage',
  keys: 'keys:manage',
  audit: 'audit:read',
  account: 'self',
  system: 'system:read',
  events: 'event_types:define',
  attributes: 'attributes:define',
  consents: 'consents:define',
  connections: 'connections:read',
  tills: 'connections:read',
  webhooks: 'webhooks:read',
  tags: 'customers:tag',
  privacy: 'privacy:manage',
  storage: 'privacy:manage',
  processing: 'privacy:manage',
} as const satisfies Record<string, Permission>

export type SectionName = keyof typeof sections

export const groups = [
  {
    name: 'business',
    sections: ['business', 'look', 'counting', 'stores', 'cards', 'portal', 'wallets', 'mails'],
  },
  { name: 'counter', sections: ['cashiers', 'bookings', 'devices'] },
  { name: 'people', sections: ['account', 'staff', 'audit'] },
  { name: 'sources', sections: ['tills', 'connections', 'keys', 'webhooks'] },
  { name: 'records', sections: ['attributes', 'tags', 'events'] },
  { name: 'privacy', sections: ['privacy', 'consents', 'storage', 'processing'] },
  { name: 'program', sections: ['system'] },
] as const satisfies { name: string; sections: SectionName[] }[]

export const isSection = (text: string): text is SectionName => Object.hasOwn(sections, text)
