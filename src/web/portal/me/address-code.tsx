import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { CodeField } from '../code-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import {
  addAddress,
  confirmAddress,
  dropAskedAddress,
  readAskedAddress,
  readOwnConsents,
  readOwnData,
} from '../routes.ts'
import { clockOf, useSecondsUntil } from '../use-seconds-until.ts'

type Pending = NonNullable<WireReply<typeof readAskedAddress>['asked']>
type AddressCodeProps = { pending: Pending; onAdded: () => void }

/** A code is on its way; the mail is read in another program, so this waits for whoever comes back. */
export function AddressCode({ pending: { address, expiresAt }, onAdded }: AddressCodeProps) {
  const { t } = useTranslation('portal')
  const { language, portal } = useGuest()
  const [code, setCode] = useState('')
  const seconds = useSecondsUntil(expiresAt)
  const confirm = useAction(confirmAddress, {
    changes: [readOwnData, readOwnConsents, readAskedAddress],
    onDone: onAdded,
  })
  const again = useAction(addAddress, { changes: [readAskedAddress] })
  const drop = useAction(dropAskedAddress, { changes: [readAskedAddress] })
  return (
    <>
      <Form
        action={t('addresses.confirm')}
        kind="outlined"
        busy={confirm.isPending}
        problem={confirm.error}
        onSend={() => confirm.mutate({ body: { code } })}
        beside={
          <>
            <Button
              kind="plain"
              busy={again.isPending}
              onClick={() => again.mutate({ body: { email: address, language } })}
            >
              {t('addresses.again')}
            </Button>
            <Button kind="plain" busy={drop.isPending} onClick={() => drop.mutate({})}>
              {t('cancel')}
            </Button>
          </>
        }
      >
        <p>{t(portal.mails ? 'addresses.sent' : 'addresses.atShop', { to: address })}</p>
        <p className={parts.small} role="timer" aria-live="off">
          {t(seconds > 0 ? 'addresses.left' : 'addresses.over', { clock: clockOf(seconds) })}
        </p>
        <CodeField value={code} onText={setCode} />
      </Form>
      <Refusal problem={again.error ?? drop.error} />
    </>
  )
}
