import * as self from '#contract/endpoints/portal-self.ts'
import { signInCodeDigits } from '#contract/endpoints/portal-sign-in.ts'
import { guestOf, on, type Route } from '#contract/route.ts'
import { readOnly } from '#database/transaction.ts'
import { listStores } from '#domain/business/stores.ts'
import { exportPerson } from '#domain/people/rights/export-person.ts'
import { printPerson } from '#domain/people/rights/print-person.ts'
import {
  addAddress,
  confirmAddress,
  dropAskedAddress,
  readAskedAddress,
  removeAddress,
} from './addresses.ts'
import { claimByCode, claimByNumber, claimBySignature } from './claim-receipt.ts'
import { readOwnConsents, sayConsent, withdrawConsents } from './consents.ts'
import { eraseMyself } from './erase-myself.ts'
import { correctOwnData, readOwnData } from './own-data.ts'
import { acceptOwnTerms, readOwnTerms } from './own-terms.ts'
import type { PortalRim } from './rim.ts'

/** What a guest sees, corrects, allows and forgets of themselves. */
export const selfRoutes = (rim: PortalRim): Route[] => [
  ...dataRoutes(rim),
  ...consentRoutes(rim),
  ...receiptRoutes(rim),
]

function dataRoutes(rim: PortalRim): Route[] {
  const { context, secret } = rim
  return [
    on(self.readOwnData, ({ caller }) =>
      readOnly(context.database, (tx) => readOwnData(tx, guestOf(caller).customerId)),
    ),
    on(self.correctOwnData, ({ caller, body }) =>
      correctOwnData(rim, guestOf(caller).customerId, body),
    ),
    on(self.addAddress, async ({ caller, body, origin }) => {
      const asked = { ...body, origin }
      const { expiresAt } = await addAddress(rim, guestOf(caller).customerId, asked)
      return { expiresAt, digits: signInCodeDigits }
    }),
    on(self.readAskedAddress, ({ caller }) => readAskedAddress(rim, guestOf(caller).customerId)),
    on(self.dropAskedAddress, ({ caller }) => dropAskedAddress(rim, guestOf(caller).customerId)),
    on(self.confirmAddress, ({ caller, body }) =>
      confirmAddress(rim, guestOf(caller).customerId, body.code),
    ),
    on(self.removeAddress, ({ caller, body }) => removeAddress(rim, guestOf(caller), body.email)),
    on(self.exportOwnData, ({ caller }) =>
      exportPerson(context, secret, guestOf(caller).customerId, caller),
    ),
    on(self.printOwnData, ({ caller }) =>
      printPerson(context, secret, guestOf(caller).customerId, caller),
    ),
    on(self.eraseMyself, ({ caller, body }) => eraseMyself(rim, caller, body)),
  ]
}

const consentRoutes = (rim: PortalRim): Route[] => [
  on(self.readOwnConsents, ({ caller, query }) =>
    readOwnConsents(rim, guestOf(caller).customerId, query.language),
  ),
  on(self.sayConsent, ({ caller, body }) => sayConsent(rim, caller, body)),
  on(self.withdrawConsents, ({ caller, body }) => withdrawConsents(rim, caller, body.language)),
  on(self.readOwnTerms, ({ caller, query }) =>
    readOwnTerms(rim, guestOf(caller).customerId, query.language),
  ),
  on(self.acceptTerms, ({ caller, body }) =>
    acceptOwnTerms(rim, guestOf(caller).customerId, body.version),
  ),
]

const receiptRoutes = (rim: PortalRim): Route[] => [
  on(self.listPortalStores, async () => ({
    items: (await listStores(rim.context.database, null)).map(({ code, name }) => ({ code, name })),
  })),
  on(self.claimByReceipt, ({ caller, body }) => claimByNumber(rim, caller, body)),
  on(self.claimByCode, ({ caller, body }) => claimByCode(rim, caller, body.code)),
  on(self.claimBySignature, ({ caller, body }) => claimBySignature(rim, caller, body.code)),
]
