import type { start as german } from '../de/start.ts'
import type { Same } from '../same.ts'
import { proposal } from './proposal.ts'

export const start: Same<typeof german> = {
  title: 'First card',
  offer: 'Your first regulars’ card in 10 minutes',
  offerReason: 'A program of ten stamps, cards to print, and a table card with a QR code.',
  sentence: 'Your first regulars’ card in 10 minutes.',
  lead: 'We propose, you change what does not fit. It counts once you agree below.',
  trade: 'What kind of business are you?',
  trades: {
    cafe: 'Café',
    restaurant: 'Restaurant',
    bakery: 'Bakery',
    retail: 'Shop',
    hairdresser: 'Hairdresser',
    web_shop: 'Web shop',
  },
  who: 'Your business',
  businessName: 'Name of the business',
  storeName: 'Name of the store',
  storeHint: 'That is where the counter stands. Others can follow later.',
  program: 'How stamps are collected',
  stamp: {
    label: 'What a stamp is given for',
    per_visit: 'per visit',
    per_amount: 'per amount',
  },
  rule: {
    per_visit:
      'There is 1 stamp for every visit. Whatever happens within one hour counts as one visit.',
    per_amount: 'There is 1 stamp for every <amount/>.',
    amount: 'Amount for one stamp',
  },
  reward: {
    first: 'Or for <places/> stamps already: <name/>.',
    full: 'The full card has <places/> stamps and brings: <name/>.',
    firstPlaces: 'Stamps for the first reward',
    fullPlaces: 'Stamps of the full card',
    firstName: 'First reward',
    fullName: 'Reward of the full card',
    cost: 'Each costs you <cost/>.',
    costLabel: '{{name}}: cost each',
    amount: 'That is <amount/> off.',
    amountLabel: '{{name}}: amount off',
    withoutFirst: 'Without the small reward',
    withFirst: 'With a small reward',
  },
  year: {
    heading: 'What this costs in a year',
    atMost: 'At most {{amount}}, which is {{share}} of your sales.',
    reason:
      'Counted with {{receipts, number}} receipts a year of {{average}} on average, as in your file. One receipt in {{each, number}} is shown a card, and every stamp is redeemed.',
    unknown: 'A full card costs you {{amount}}.',
    unknownFirst: 'The small reward costs you {{amount}}.',
    withFirst: 'The small reward is included: the one that costs more for each stamp counts.',
    unknownReason:
      'With a file of your receipts we work out a whole year. You can begin without one.',
  },
  terms: {
    heading: 'Terms of participation',
    label: 'Wording',
    language: 'Language of the terms',
    bothHint: 'On the phone the text is shown in the language chosen there.',
    check: 'A proposal, no legal advice. Have the text checked before you hand out many cards.',
    again: 'Back to the proposal',
    text: `Terms of the regulars’ card

1. Who offers this?
The card is issued by {{business}}.

2. Who can take part?
Everybody from the age of 16. The card is free. No name and no address are needed.

3. How do I collect?
{{rule}} {{shown}}

4. What do I get?
{{rewards}} Whoever redeems stamps gives them away for it and goes on collecting. Stamps cannot be exchanged for money.

5. How long do stamps last?
Every stamp lasts 36 months.

6. What if I lose the card?
Please tell us. We block the card and move the balance to a new one, as far as it can be told whose it is.

7. What happens to my data?
Without a name and an address we keep, under the number of the card, {{kept}}. Whoever tells us more can see, correct and erase it at any time.

8. How does it end?
You can stop at any time. We can end the program with three months’ notice; full cards can be redeemed until then. If we change the terms, we say so before.`,
    rewardLine: 'For {{places}} stamps there is: {{name}}.',
    ruleVisit: 'There is one stamp for every visit.',
    shown: {
      per_visit:
        'For this the card is shown at the counter. Whatever happens within one hour counts as one visit.',
      per_amount:
        'A stamp is given when the card is shown before paying. Goods that are returned bring no stamps.',
    },
    kept: {
      per_visit: 'when somebody was there and what was redeemed',
      per_amount: 'what was bought and redeemed',
    },
    ruleAmount: 'There is one stamp for every {{amount}}.',
  },
  page: {
    heading: 'The page on the phone',
    selfEnrollment: 'Whoever has no card yet makes one there',
    selfEnrollmentHint:
      'The QR code on table card and poster invites to it. It takes an e-mail address, which is confirmed. Without this, cards are had from you alone.',
    drafts: 'Lay out drafts of imprint, privacy and accessibility',
    draftsHint:
      'They are no legal advice, and have gaps that only you can fill in. Until then the page shows them to nobody.',
  },
  cards: {
    heading: 'Cards',
    count: 'Cards to print',
    hint: '24 cards are three sheets of A4.',
  },
  do: 'Collect from today',
  change: 'Every word can be changed later.',
  refused: {
    program_exists: 'There is a program by now. Load the page again.',
    terms_with_gaps: 'There is a gap left in the terms. Fill it in or strike it out.',
    start_reward_too_dear: 'The first reward takes fewer stamps than the full card.',
  },
  exists: {
    sentence: 'There is a program already.',
    reason: 'It stays as it is. You can change it on its own page.',
    look: 'Look at the program',
    prints: 'To the printed matter',
  },
  done: {
    sentence: 'Stamps are collected from today.',
    lead: 'Now print, put it out, open the counter.',
    before: 'Your program is running already.',
    beforeLead:
      'Begun on {{date}}. No second one is made here, and the first stays as it is. You can change it on its own page.',
    print: '1. Print',
    put: '2. Put it out',
    putWords:
      'Cut the cards and put them by the till. The table card stands beside them, the slip hangs behind.',
    open: '3. Open the counter',
    openWords:
      'Open this address on the tablet or phone by the till and sign in. Then scan the first card.',
    till: 'Open the counter',
    tillCode: 'QR code to the counter',
    program: 'Look at the program',
    cashiers: 'A PIN for everybody at the counter',
    overview: 'To the overview',
    texts: '4. Finish the page',
    textsWords:
      'Imprint and privacy are missing or have gaps. Until they are filled in, the page shows them to nobody.',
    textsDo: 'Complete the texts',
  },
  proposal,
}
