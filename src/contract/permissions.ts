/**
 * Who may do what. Every endpoint names one line of this table; the server looks nowhere else.
 * A person of staff has a role; an API key has scopes.
 */
export const roles = [
  'owner',
  'store_manager',
  'marketing',
  'service',
  'cashier',
  'analyst',
  'accountant',
] as const
export type Role = (typeof roles)[number]

export const scopes = [
  'events:write',
  'customers:read',
  'customers:write',
  'reports:read',
  'imports:write',
  'settings:read',
  'settings:write',
  'vouchers:read',
  'vouchers:write',
  'vouchers:redeem',
  'rewards:read',
  'rewards:write',
  'rewards:redeem',
  'program:read',
  'program:write',
  'points:read',
  'points:write',
  'points:redeem',
  'liability:read',
  'audit:read',
] as const
export type Scope = (typeof scopes)[number]

type Line = { roles: readonly Role[]; scope: Scope | null }

const everyone = roles

export const permissions = {
  /** Who am I, my session, sign out. */
  self: { roles: everyone, scope: null },
  'business:read': { roles: everyone, scope: 'settings:read' },
  'business:write': { roles: ['owner'], scope: 'settings:write' },
  'stores:write': { roles: ['owner'], scope: 'settings:write' },
  /** When a store is open. A store manager: of their stores. */
  'opening_hours:write': { roles: ['owner', 'store_manager'], scope: 'settings:write' },
  'staff:manage': { roles: ['owner'], scope: null },
  /** Who stands at the tills. A store manager: of their stores. */
  'cashiers:manage': { roles: ['owner', 'store_manager'], scope: null },
  /** The outbox: where no mail server is named, staff tell guests their codes from it. */
  'mails:read': { roles: ['owner', 'service'], scope: null },
  /** Who changed what. */
  'audit:read': { roles: ['owner'], scope: 'audit:read' },
  'keys:manage': { roles: ['owner'], scope: null },
  /** How the program itself is, and its copies. */
  'system:read': { roles: ['owner'], scope: 'settings:read' },
  'system:manage': { roles: ['owner'], scope: null },
  'customers:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst'],
    scope: 'customers:read',
  },
  'customers:write': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'customers:write',
  },
  'customers:tag': { roles: ['owner', 'store_manager', 'marketing'], scope: 'customers:write' },
  /** Make numbers to be printed on cards. */
  'cards:make': { roles: ['owner', 'store_manager', 'marketing'], scope: 'customers:write' },
  /** Let a card that was blocked by mistake name its customer again. */
  'cards:unblock': { roles: ['owner', 'store_manager'], scope: 'customers:write' },
  /** Say that two customers are one, and take it back. */
  'customers:merge': { roles: ['owner', 'store_manager', 'service'], scope: 'customers:write' },
  /** What customers agreed to, with the proofs. */
  'consents:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'customers:read',
  },
  'consents:write': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'customers:write',
  },
  'consents:define': { roles: ['owner', 'marketing'], scope: 'settings:write' },
  /** Stop everything for somebody who has died or wants no contact. */
  'contact:block': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'customers:write',
  },
  /** Companies, who belongs to them, their contracts, what stands there. */
  'companies:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst'],
    scope: 'customers:read',
  },
  'companies:write': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'customers:write',
  },
  'companies:hand_over': { roles: ['owner', 'store_manager'], scope: 'customers:write' },
  /** Everything held about one person, told to them. */
  'customers:export': { roles: ['owner', 'store_manager', 'service'], scope: 'customers:read' },
  /** Cannot be undone, so a person decides it. */
  'customers:erase': { roles: ['owner', 'store_manager'], scope: null },
  /** How long data is kept, the record of processing, who may come back. */
  'privacy:manage': { roles: ['owner'], scope: null },
  'attributes:define': { roles: ['owner', 'marketing'], scope: 'settings:write' },
  'event_types:define': { roles: ['owner', 'marketing'], scope: 'settings:write' },
  'events:write': { roles: ['owner', 'store_manager', 'service'], scope: 'events:write' },
  /** Shops that tell us what happens in them, and what they sent. */
  'connections:read': { roles: ['owner'], scope: 'settings:read' },
  'connections:manage': { roles: ['owner'], scope: null },
  /** Addresses that are told what happens here, and what they answered. */
  'webhooks:read': { roles: ['owner'], scope: 'settings:read' },
  'webhooks:manage': { roles: ['owner'], scope: null },
  /** Give a customer the purchase of a signed receipt. */
  'receipts:show': {
    roles: ['owner', 'store_manager', 'service', 'cashier'],
    scope: 'events:write',
  },
  'imports:manage': { roles: ['owner', 'marketing'], scope: 'imports:write' },
  'reports:read': {
    roles: ['owner', 'store_manager', 'marketing', 'analyst', 'accountant'],
    scope: 'reports:read',
  },
  /** Lists of named customers behind a figure. */
  'reports:customers': {
    roles: ['owner', 'store_manager', 'marketing', 'analyst'],
    scope: 'customers:read',
  },
  'vouchers:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst', 'accountant'],
    scope: 'vouchers:read',
  },
  'vouchers:define': { roles: ['owner', 'marketing'], scope: 'vouchers:write' },
  /** A code is worth money to whoever sees it. */
  'vouchers:codes': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'vouchers:write',
  },
  'vouchers:issue': {
    roles: ['owner', 'store_manager', 'marketing', 'service'],
    scope: 'vouchers:write',
  },
  /** At the till and in the shop: ask what a code is worth, hold, redeem, give back. */
  'vouchers:redeem': {
    roles: ['owner', 'store_manager', 'service', 'cashier'],
    scope: 'vouchers:redeem',
  },
  /** What open points are worth, the monthly books, what stores owe each other. */
  'liability:read': { roles: ['owner', 'accountant'], scope: 'liability:read' },
  'liability:write': { roles: ['owner'], scope: null },
  /** Rewards, gift articles and their stock, basket gifts, referrals. */
  'rewards:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst', 'accountant'],
    scope: 'rewards:read',
  },
  'rewards:define': { roles: ['owner', 'marketing'], scope: 'rewards:write' },
  /** Neighbors' businesses, and what is agreed with them. */
  'partners:read': {
    roles: ['owner', 'store_manager', 'marketing', 'analyst', 'accountant'],
    scope: 'rewards:read',
  },
  'partners:define': { roles: ['owner', 'marketing'], scope: 'rewards:write' },
  'gift_stock:write': { roles: ['owner', 'store_manager', 'marketing'], scope: 'rewards:write' },
  /** What one customer can have now. */
  'rewards:of_customer': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'cashier'],
    scope: 'rewards:redeem',
  },
  /** At the till and in the shop: redeem a reward, hand a gift over, ask what a cart brings. */
  'rewards:redeem': {
    roles: ['owner', 'store_manager', 'service', 'cashier'],
    scope: 'rewards:redeem',
  },
  /** The page beside the till: greet a guest, book, take back. */
  'pos:serve': { roles: ['owner', 'store_manager', 'service', 'cashier'], scope: null },
  /** Look at what was booked beside the tills, and put it right. */
  'pos:correct': { roles: ['owner', 'store_manager'], scope: null },
  /** Devices at the till, and what they did without a network. */
  'pos:manage': { roles: ['owner', 'store_manager'], scope: null },
  'program:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst', 'accountant'],
    scope: 'program:read',
  },
  'program:define': { roles: ['owner', 'marketing'], scope: 'program:write' },
  /** Say trade and first program in one: it names the business and makes its first store. */
  'program:begin': { roles: ['owner'], scope: null },
  /** Certificates and keys of the issuers of wallets. */
  'wallet:manage': { roles: ['owner'], scope: null },
  /** What is laid out, pinned up or handed out on paper; cards carry numbers nobody has yet. */
  'cards:print': { roles: ['owner', 'store_manager', 'marketing'], scope: 'settings:read' },
  /** What a customer has: whoever scans a card sees it. */
  'balances:read': { roles: everyone, scope: 'points:read' },
  /** How it came to be, line by line. */
  'points:read': {
    roles: ['owner', 'store_manager', 'marketing', 'service', 'analyst', 'accountant'],
    scope: 'points:read',
  },
  /** At the till and in the shop: redeem, hold, and undo that soon after. */
  'points:redeem': {
    roles: ['owner', 'store_manager', 'service', 'cashier'],
    scope: 'points:redeem',
  },
  /** Balances of an older system, and stamps of paper cards. */
  'balances:take_over': { roles: ['owner'], scope: 'points:write' },
  /** By a person's decision: give points, move them, let them keep, undo at any time. */
  'points:grant': { roles: ['owner', 'store_manager', 'service'], scope: 'points:write' },
} as const satisfies Record<string, Line>

export type Permission = keyof typeof permissions

export const mayRole = (role: Role, permission: Permission): boolean =>
  (permissions[permission].roles as readonly Role[]).includes(role)

export const mayScopes = (held: readonly string[], permission: Permission): boolean => {
  const { scope } = permissions[permission]
  return scope !== null && held.includes(scope)
}
