import type { legalDrafts as german } from '../de/legal-drafts.ts'
import type { Same } from '../same.ts'

export const legalDrafts: Same<typeof german> = {
  imprint: `Information according to section 5 DDG

{{business}}
___First and last name, or company with its legal form___
___Street and number___
___Postal code and town___

Phone: ___Phone number___
E-mail: ___E-mail address___

Represented by: ___Name; strike this line out where there is no company___
Commercial register: ___Court and number; strike this line out without an entry___
VAT identification number: ___Number; strike this line out without one___`,
  privacy: `Who is responsible?
{{business}}, ___Name and address___, ___E-mail address___

What is kept?
Under the number of the card: what was bought when and in which store, with stamps, points and rewards redeemed. Name, e-mail address, phone number and birthday only where somebody tells them. Whoever signs in on the phone is given a cookie that keeps them signed in.

What for, and on which basis?
To keep the card and hand out rewards: contract, Art. 6(1)(b) GDPR. To see what the program brings: legitimate interest, Art. 6(1)(f) GDPR. Advertising after a consent that can be withdrawn at any time: Art. 6(1)(a) GDPR.

Who gets the data?
The program runs at ___our own premises, or: name and place of the provider___. E-mails are sent by ___name of the e-mail provider___. Whoever puts the card into a wallet passes it on to the provider of the wallet.

How long?
___Period, for instance: three years after the last visit___. Receipts stay as long as the law demands.

Which rights are there?
Access, correction, erasure, restriction, portability and objection. Much of it is found on this page under “Me”. Complaints go to the supervisory authority: ___Data protection authority___.`,
  accessibility: `This page is meant for everybody. It can be used with a keyboard, a screen reader and large type. It follows the guidelines WCAG 2.2, level AA.

What is still missing
___Known obstacles, or: We know of none___

Something does not work?
___E-mail address or phone number___`,
}
