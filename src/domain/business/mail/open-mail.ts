import type { Reply } from '#contract/endpoint.ts'
import type { openMail as endpoint } from '#contract/endpoints/portal-settings.ts'
import type { Caller } from '#contract/route.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { noteHappened } from '#domain/business/audit/note-happened.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { findMail, type OpenedMail, type Seeing } from './mail-rows.ts'

/**
 * Tells staff the code of a mail that could go nowhere, so that they tell it to the guest who waits for
 * it. Whoever does that could come in as that guest, so it stands in the audit log.
 */
export async function openMail(
  db: Queryable,
  secret: string,
  mailId: string,
  { by, operation, seeing }: { by: Caller; operation: string; seeing: Seeing },
): Promise<Reply<typeof endpoint>> {
  return await transaction(db, async (tx) => {
    const mail = await findMail(tx, secret, mailId)
    if (!mail || !(await maySee(tx, mail, seeing))) throw notFound('mail')
    if (mail.state !== 'kept') {
      throw conflict('mail_not_kept', 'This mail went out, or will; its code is read there.')
    }
    if (mail.expiresAt <= new Date()) {
      throw conflict('mail_code_over', 'The code of this mail counts no more.')
    }
    await noteHappened(tx, { subject: 'mail_opened', by, operation })
    const { to, code, link } = mail.content
    return { to, code, link, expiresAt: mail.expiresAt }
  })
}

const maySee = async (tx: Tx, { customerId }: OpenedMail, seeing: Seeing) =>
  customerId === null || (await seeing(tx, [customerId])).has(customerId)
