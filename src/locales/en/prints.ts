import type { prints as german } from '../de/prints.ts'
import type { Same } from '../same.ts'

export const prints: Same<typeof german> = {
  title: 'Printed matter',
  sentence: 'What stands on the table leads to the card.',
  reason: 'All of it carries name, logo and color of your business. Your own printer prints it.',
  toStart: 'There is no program yet.',
  toStartDo: 'Your first regulars’ card in 10 minutes',
  unreachable:
    'The QR codes lead to {{address}}. Only this computer reaches that address. Name a public address (PUBLIC_URL) before you print.',
  unfixed:
    'The QR codes lead to {{address}}, which is what this page is called right now. Should that change, they lead nowhere. Name a lasting address (PUBLIC_URL) before you print.',
  open: 'Open PDF',
  download: 'Download',
  part: 'Part {{part}}',
  language: 'Language of the print',
  kinds: {
    table_card: { name: 'Table card', what: 'A6, for table and counter, with a QR code' },
    poster: { name: 'Poster', what: 'A4, for door and wall' },
    receipt_slip: { name: 'Receipt slip', what: '80 mm wide, for the receipt printer' },
    staff_slip: { name: 'Slip for the team', what: 'A4, three steps at the counter' },
  },
  files: {
    cards: 'cards',
    table_card: 'table-card',
    poster: 'poster',
    receipt_slip: 'receipt-slip',
    staff_slip: 'staff-slip',
  },
  sheets: {
    heading: 'Sheets of cards',
    none: 'No cards have been made yet.',
    make: '24 new cards',
    one: '{{count, number}} cards of {{date}}',
    left: '{{count, number}} of them still free',
    allGiven: 'all given out',
    paper: 'A4, ten cards a sheet, 85 × 54 mm, with cut marks',
  },
  paper: {
    card: '{{places}} stamps: {{reward}}',
    cardOnly: 'Regulars’ card',
    headline: '{{places}} stamps:\n{{reward}}.',
    headlineOnly: 'It pays to come back.',
    visit: 'One stamp for every visit.',
    amount: 'One stamp for every {{amount}}.',
    first: 'Or for {{places}} stamps already: {{reward}}.',
    ask: 'Just ask for the card at the till. No name and no address are needed.',
    askInstead: 'Or ask for a paper card at the till.',
    scan: 'See stamps and rewards on your phone',
    scanToMake: 'Scan it, and the card is on your phone',
    slip: 'No card yet?',
    staff: {
      title: 'How the card works',
      steps: {
        ask: { name: 'Scan the card', how: 'Before paying. None there? A new one off the pile.' },
        book: { name: 'Book the stamp', how: 'One press of the large key. Done.' },
        redeem: {
          name: 'Give the reward',
          how: 'If it says “To redeem today”: ask, give, tap.',
        },
      },
      wrong: 'Wrong key? “Undo” works for ten minutes.',
      open: 'Open the counter',
    },
  },
}
