import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId, staffId, storeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { email, label } from '../language/text.ts'
import { roles } from '../permissions.ts'

const storeIds = z.array(storeId).min(1).max(500).nullable()

export const staffMember = z.object({
  id: staffId,
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  storeIds: z.array(storeId).nullable().describe('null: every store'),
  status: z
    .enum(['invited', 'active', 'ended'])
    .describe('invited: has not yet used the set-up link'),
  createdAt: moment,
  linkExpiresAt: moment.nullable().describe('Until when a link works that is not used yet'),
  ownCustomerId: customerId
    .nullable()
    .describe('Who they are as a customer: nobody books on their own card'),
  secondFactor: z.boolean().describe('Has an authenticator app or a passkey'),
})
export type StaffMember = z.output<typeof staffMember>

/**
 * Leads to the page where one's own password is set; shown once. The path stands behind the
 * address under which Stammgast is reached.
 */
export const setUpLink = z.object({ path: z.string(), expiresAt: moment })
export type SetUpLink = z.output<typeof setUpLink>

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/v1/staff',
  tag: 'staff',
  summary: 'List the staff, those who left last',
  permission: 'staff:manage',
  reply: z.object({ items: z.array(staffMember) }),
})

export const addStaff = endpoint({
  method: 'POST',
  path: '/api/v1/staff',
  tag: 'staff',
  summary: 'Add a person and get the set-up link to hand over',
  permission: 'staff:manage',
  body: z.strictObject({
    email,
    name: label(200).optional(),
    role: z.enum(roles),
    storeIds: storeIds.default(null),
  }),
  reply: z.object({ staff: staffMember, setUp: setUpLink }),
  status: 201,
  errors: ['staff_exists', 'store_not_found'],
})

export const updateStaff = endpoint({
  method: 'PATCH',
  path: '/api/v1/staff/:staffId',
  tag: 'staff',
  summary: "Change a person's name, role or stores",
  permission: 'staff:manage',
  params: z.object({ staffId }),
  body: z.strictObject({
    name: label(200).optional(),
    role: z.enum(roles).optional(),
    storeIds: storeIds.optional(),
    ownCustomerId: customerId.nullable().optional(),
  }),
  reply: staffMember,
  errors: [
    'staff_not_found',
    'store_not_found',
    'staff_ended',
    'owner_is_last',
    'customer_not_found',
  ],
})

export const endStaff = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId',
  tag: 'staff',
  summary: 'End the access of a person and all their sessions',
  permission: 'staff:manage',
  params: z.object({ staffId }),
  reply: z.void(),
  status: 204,
  errors: ['staff_not_found', 'owner_is_last'],
})

export const renewSetUpLink = endpoint({
  method: 'POST',
  path: '/api/v1/staff/:staffId/set-up-link',
  tag: 'staff',
  summary: 'Make a new set-up link, for an invitation that ran out or a forgotten password',
  permission: 'staff:manage',
  params: z.object({ staffId }),
  reply: setUpLink,
  status: 201,
  errors: ['staff_not_found', 'staff_ended'],
})

export const withdrawSetUpLink = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId/set-up-link',
  tag: 'staff',
  summary: 'Take back a set-up link; who was invited and never came leaves the list',
  permission: 'staff:manage',
  params: z.object({ staffId }),
  reply: z.void(),
  status: 204,
  errors: ['staff_not_found'],
})

export const endStaffSessions = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId/sessions',
  tag: 'staff',
  summary: 'Sign a person out everywhere; the password stays',
  permission: 'staff:manage',
  params: z.object({ staffId }),
  reply: z.void(),
  status: 204,
  errors: ['staff_not_found'],
})

export const resetSecondFactor = endpoint({
  method: 'DELETE',
  path: '/api/v1/staff/:staffId/second-factor',
  tag: 'staff',
  summary: 'Take away the second factor of a person who lost it; all their sessions end',
  permission: 'staff:manage',
  params: z.object({ staffId }),
  reply: z.void(),
  status: 204,
  errors: ['staff_not_found', 'second_factor_own'],
})
