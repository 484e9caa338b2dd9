import type { programEnding as german } from '../de/program-ending.ts'
import type { Same } from '../same.ts'

/** How the whole program comes to its end. */
export const programEnding: Same<typeof german> = {
  ending: {
    title: 'End the program',
    see: 'See how the program ends',
    none: 'There is no program yet, so nothing to end.',
    open: 'The program runs, and no end is planned.',
    openReason:
      'To end it, say two last days: to collect and to redeem. That way each [guest|customer] still gets what is theirs.',
    planned: 'The program ends: redeem until {{redeem}}.',
    plannedReason: '[Guests|Customers] collect until {{collect}}. They read of it on their cards.',
    redeeming: 'No more collecting; redeem until {{redeem}}.',
    redeemingReason:
      'The last day to collect was {{collect}}. Your [guests|customers] read on their cards until when they redeem.',
    over: 'The program ended on {{redeem}}.',
    overReason:
      'There is nothing to collect and nothing to redeem any more. What was still open is booked as expired.',
    whoHas: 'Who still has something',
    nobody: 'Nobody has anything left to redeem.',
    has_one: 'One [guest|customer] still has {{points}} {{name}}, worth {{worth}}.',
    has_other: '{{customers}} [guests|customers] have {{points}} {{name}} in all, worth {{worth}}.',
    lastDays: 'The last days',
    otherDays: 'Other days',
    collectUntil: 'Last day to collect',
    redeemUntil: 'Last day to redeem',
    fault: {
      in_past: 'This day is over.',
      reversed: '[Guests|Customers] can redeem for at least as long as they collect.',
      too_soon:
        '[Guests|Customers] need at least 30 days from today to redeem. More time than promised is always fine.',
    },
    end: 'End the program',
    change: 'Change the days',
    ask: 'End the program?',
    means:
      '[Guests|Customers] collect until {{collect}} and redeem until {{redeem}}. What is open after that expires. Your [guests|customers] read of it on their cards at once.',
    done: 'The last days are set.',
    after: 'What happens then',
    told: 'Both days stand on the card of each [guest|customer] until the program is over.',
    sign: 'A sign in the shop helps: not everybody looks at their phone.',
    vouchers: 'Vouchers that somebody has already are good for as long as they say.',
    books: 'What is open on the last day is booked as expired.',
    after_all: 'Go on after all',
    after_allWhat:
      'Until the day before the last, the program can go on. Purchases after the last day to collect bring nothing even then; referrals that failed by that day alone go on.',
    goOn: 'Do not end it',
    again: 'Begin anew',
    againWhat: 'Rules and rewards hold again; everybody begins at zero.',
    beginAgain: 'Begin again',
    goesOn: 'The program goes on.',
  },
}
