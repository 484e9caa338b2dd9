import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useCall } from '../../client/index.ts'
import { AddressField } from '../address-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import {
  addAddress,
  type OwnData,
  readAskedAddress,
  readOwnConsents,
  readOwnData,
  removeAddress,
} from '../routes.ts'
import { AddressCode } from './address-code.tsx'

/** Addresses are wished for by nobody but the guest; each is shown to be theirs by a code. */
export function Addresses({ data }: { data: OwnData }) {
  const { t } = useTranslation('portal')
  return (
    <section className={parts.section}>
      <h2>{t('addresses.title')}</h2>
      {data.emails.length === 0 && <p className={parts.small}>{t('addresses.none')}</p>}
      <ul className={parts.rows}>
        {data.emails.map(({ address, confirmed }) => (
          <Address key={address} address={address} confirmed={confirmed} />
        ))}
      </ul>
      <NewAddress />
    </section>
  )
}

function Address({ address, confirmed }: OwnData['emails'][number]) {
  const { t } = useTranslation('portal')
  const remove = useAction(removeAddress, { changes: [readOwnData, readOwnConsents] })
  return (
    <li>
      <span>
        {address}
        {!confirmed && <span className={parts.block}>{t('addresses.unconfirmed')}</span>}
        <Refusal problem={remove.error} />
      </span>
      <button
        type="button"
        className={parts.word}
        aria-label={t('addresses.removeOf', { address })}
        onClick={() => remove.mutate({ body: { email: address } })}
      >
        {t('addresses.remove')}
      </button>
    </li>
  )
}

function NewAddress() {
  const { t } = useTranslation('portal')
  const { language, portal } = useGuest()
  const [email, setEmail] = useState('')
  const [added, tell] = useState(false)
  const asked = useCall(readAskedAddress, {})
  const ask = useAction(addAddress, { changes: [readAskedAddress] })
  const pending = asked.data?.asked ?? null
  if (!asked.data) return null
  if (pending)
    return <AddressCode key={pending.expiresAt} pending={pending} onAdded={() => tell(true)} />
  return (
    <>
      {added && (
        <p className={parts.good} role="status">
          {t('addresses.added')}
        </p>
      )}
      <Form
        action={t(portal.mails ? 'addresses.send' : 'addresses.get')}
        kind="outlined"
        busy={ask.isPending}
        problem={ask.error}
        onSend={() => {
          tell(false)
          ask.mutate({ body: { email: email.trim(), language } })
        }}
      >
        <AddressField label={t('addresses.new')} value={email} onText={setEmail} />
      </Form>
    </>
  )
}
