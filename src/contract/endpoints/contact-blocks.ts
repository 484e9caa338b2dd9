import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { contactBlockReasons } from '../language/consent.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { text } from '../language/text.ts'

const params = z.object({ customerId })

export const contactBlock = z.object({
  reason: z.enum(contactBlockReasons),
  note: z.string().nullable(),
  blockedAt: moment,
  blockedBy: z.string().nullable().describe('Name of the person of staff; null: a program'),
  liftedAt: moment.nullable(),
  liftedBy: z.string().nullable(),
})
export type ContactBlock = z.output<typeof contactBlock>

const standing = z.object({
  standing: contactBlock.nullable(),
  history: z.array(contactBlock).describe('The latest first'),
})

export const readContactBlock = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/contact-block',
  tag: 'customers',
  summary: 'Whether somebody is not to be contacted',
  permission: 'customers:read',
  params,
  reply: standing,
  errors: ['customer_not_found'],
})

export const blockContact = endpoint({
  method: 'PUT',
  path: '/api/v1/customers/:customerId/contact-block',
  tag: 'customers',
  summary: 'Stop everything for somebody who has died or wants no contact',
  description:
    'From then on nobody is told to write or call: they stand in no list of people to contact, and ' +
    'whoever has died is given nothing for a birthday. Purchases and points go on counting.',
  permission: 'contact:block',
  params,
  body: z.strictObject({
    reason: z.enum(contactBlockReasons),
    note: text(500, 1).optional().describe('For the office; erased with the person'),
  }),
  reply: standing,
  errors: ['customer_not_found'],
})

export const liftContactBlock = endpoint({
  method: 'DELETE',
  path: '/api/v1/customers/:customerId/contact-block',
  tag: 'customers',
  summary: 'Let somebody be contacted again',
  permission: 'contact:block',
  params,
  reply: standing,
  errors: ['customer_not_found', 'contact_block_not_found'],
})
