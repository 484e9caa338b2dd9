import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { money } from '../language/money.ts'
import { endingNoticeDays, programEndingInput } from '../language/program-ending.ts'
import { programRevision } from './programs.ts'

const limited = 'caller_limited_to_stores'

export const planProgramEnding = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/ending',
  tag: 'program',
  summary: 'Bring the whole program to an end, with last days to collect and to redeem',
  description:
    'After the last day to collect nothing brings points. After the last day to redeem rewards, levels and ' +
    'gift ladders are over, and what is still open is booked off. Vouchers that were given out hold as long as they say. ' +
    `Guests read of it at once, so they have at least ${endingNoticeDays} days to redeem.`,
  permission: 'program:define',
  body: programEndingInput.meta({
    examples: [{ collectUntil: '2027-01-31', redeemUntil: '2027-04-30' }],
  }),
  reply: programRevision,
  errors: [
    'program_ending_in_past',
    'program_ending_reversed',
    'program_ending_too_soon',
    'program_ending_under_way',
    limited,
  ],
})

export const withdrawProgramEnding = endpoint({
  method: 'DELETE',
  path: '/api/v1/programs/ending',
  tag: 'program',
  summary: 'Let the program go on after all',
  description:
    'Not on the last day to redeem, when open points are about to be booked off. What was bought after the last day to ' +
    'collect brings nothing even so; referrals that failed by that day alone wait again for their first purchase.',
  permission: 'program:define',
  reply: programRevision,
  errors: ['program_ending_not_found', 'program_ending_under_way', limited],
})

export const readOpenPoints = endpoint({
  method: 'GET',
  path: '/api/v1/programs/open-points',
  tag: 'program',
  summary: 'Who still has points to redeem, in numbers',
  permission: 'program:define',
  reply: z.object({
    currencies: z.array(
      z.object({
        currency: z.string(),
        name: z.string(),
        customers: z.int(),
        points: z.int(),
        worth: money.describe('At what a point is worth'),
      }),
    ),
  }),
  errors: [limited],
})
