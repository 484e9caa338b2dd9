import type { errors as german } from '../de/errors.ts'
import type { Same } from '../same.ts'

export const errors: Same<typeof german> = {
  title: {
    malformed: 'This does not fit yet.',
    unauthenticated: 'You are no longer signed in.',
    forbidden: 'Your account may not do this.',
    not_found: 'This does not exist, or no longer does.',
    conflict: 'This does not agree with what is already there.',
    too_large: 'This is too large.',
    too_many: 'Too many attempts. Please wait a moment.',
    unavailable: 'The server does not answer at the moment.',
    offline: 'There is no connection.',
    unexpected: 'Something went wrong here.',
  },
  advice: {
    malformed: 'Check the marked fields.',
    unauthenticated: 'Sign in again; what you entered stays.',
    forbidden: 'Ask the person who made your account.',
    not_found: 'Go back and search again.',
    conflict: 'Reload the page and take a look.',
    too_large: 'Split it into smaller pieces.',
    too_many: 'You can continue in a minute.',
    unavailable: 'Try again in a minute.',
    offline: 'Check the connection and try again.',
    unexpected: 'Try again. If it stays like this, the code helps to find the cause.',
  },
}
