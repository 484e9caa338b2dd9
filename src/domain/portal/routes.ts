import * as settings from '#contract/endpoints/portal-settings.ts'
import * as signIn from '#contract/endpoints/portal-sign-in.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import { readOnly } from '#database/transaction.ts'
import { listMails } from '#domain/business/mail/mail-rows.ts'
import {
  type MailEnvironment,
  readMailSettings,
  updateMailSettings,
} from '#domain/business/mail/mail-server.ts'
import { openMail } from '#domain/business/mail/open-mail.ts'
import { readPortalSettings, updatePortalSettings } from '#domain/business/portal-settings.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { listTerms, publishTerms } from '#domain/customers/terms/terms.ts'
import { cardRoutes } from './card-routes.ts'
import { legalDrafts } from './legal-drafts.ts'
import { mailsSeenBy } from './mails-seen.ts'
import { readPortal, readText } from './read-portal.ts'
import type { PortalRim } from './rim.ts'
import { selfRoutes } from './self-routes.ts'

/** What guests ask for themselves, and what the business says about the portal. */
export const routes = (rim: PortalRim, mailEnvironment: MailEnvironment): Route[] => [
  on(signIn.readPortal, async () => ({
    ...(await readPortal(rim.context)),
    mails: (await readMailSettings(rim.context.database, mailEnvironment)).from !== 'nowhere',
  })),
  on(signIn.readPortalText, ({ params, query }) =>
    readText(rim.context, params.kind, query.language),
  ),
  ...cardRoutes(rim),
  ...selfRoutes(rim),
  ...settingsRoutes(rim),
  ...mailRoutes(rim, mailEnvironment),
]

function settingsRoutes({ context }: PortalRim): Route[] {
  const { database, clock } = context
  const forAll = ofEveryStore('The portal concerns every store; your access is limited to some.')
  return [
    on(settings.readPortalSettings, () => readPortalSettings(database)),
    on(settings.readLegalDrafts, async () =>
      legalDrafts((await readBusinessTerms(database)).name || '___Name___'),
    ),
    forAll(on(settings.updatePortalSettings, ({ body }) => updatePortalSettings(database, body))),
    on(settings.listTerms, async () => ({ items: await listTerms(database) })),
    forAll(
      on(settings.publishTerms, ({ body: { wording, worse, validFrom } }) => {
        const now = clock.now()
        const begins = validFrom === undefined ? now : new Date(validFrom)
        return publishTerms(database, { wording, worse, validFrom: begins }, now)
      }),
    ),
  ]
}

function mailRoutes({ context, secret }: PortalRim, environment: MailEnvironment): Route[] {
  const { database } = context
  const forAll = ofEveryStore('Mails concern every store; your access is limited to some.')
  const { method, path } = settings.openMail
  return [
    forAll(on(settings.readMailSettings, () => readMailSettings(database, environment))),
    forAll(
      on(settings.updateMailSettings, async ({ body }) => {
        await updateMailSettings(database, secret, body.server)
        return await readMailSettings(database, environment)
      }),
    ),
    on(settings.listMails, async ({ caller }) => ({
      items: await readOnly(database, (tx) => listMails(tx, secret, mailsSeenBy(caller))),
      server: (await readMailSettings(database, environment)).from !== 'nowhere',
    })),
    on(settings.openMail, ({ params, caller: by }) =>
      openMail(database, secret, params.mailId, {
        ...{ by, operation: `${method} ${path}`, seeing: mailsSeenBy(by) },
      }),
    ),
  ]
}
