import type { demoTexts as german } from '../de/demo-texts.ts'
import type { Same } from '../same.ts'

export const demoTexts: Same<typeof german> = {
  imprint: `Example text of the demo. This café does not exist.

Café Morgenrot, Ina Morgenrot
Lindenstraße 12, 12345 Musterstadt
Phone 01234 56789, hallo@morgenrot.example`,
  privacy: `Example text of the demo, no legal advice.

Under the number of the card we keep when somebody was there and what was redeemed. Name and address only where somebody gives them.

Seeing, changing, taking along and erasing it is done on this page under “Me”.`,
  accessibility: `Example text of the demo.

This page works with a keyboard, a screen reader and large letters. Something does not? Please write to hallo@morgenrot.example.`,
  terms: `Example text of the demo, no legal advice.

There is one stamp for every visit. Whatever happens within one hour counts as one visit. Each stamp is valid for 36 months.

For 3 stamps there is oat milk or a shot on top, for 10 a hot drink. You can stop at any time.`,
}
