import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { AddressField } from '../address-field.tsx'
import { CodeField } from '../code-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { Refusal } from '../refusal.tsx'
import {
  addAddress,
  confirmAddress,
  type OwnData,
  readOwnConsents,
  readOwnData,
  removeAddress,
} from '../routes.ts'

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
      <NewAddress known={data.emails.map(({ address }) => address)} />
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

function NewAddress({ known }: { known: readonly string[] }) {
  const { t } = useTranslation('portal')
  const { language } = useGuest()
  const [email, setEmail] = useState('')
  const [code, setCode] = useState('')
  const ask = useAction(addAddress)
  const confirm = useAction(confirmAddress, { changes: [readOwnData, readOwnConsents] })
  if (confirm.data && known.includes(email.trim().toLowerCase())) {
    return (
      <p className={parts.good} role="status">
        {t('addresses.added')}
      </p>
    )
  }
  if (!ask.data) {
    return (
      <Form
        action={t('addresses.send')}
        kind="outlined"
        busy={ask.isPending}
        problem={ask.error}
        onSend={() => ask.mutate({ body: { email: email.trim(), language } })}
      >
        <AddressField label={t('addresses.new')} value={email} onText={setEmail} />
      </Form>
    )
  }
  return (
    <Form
      action={t('addresses.confirm')}
      kind="outlined"
      busy={confirm.isPending}
      problem={confirm.error}
      onSend={() => confirm.mutate({ body: { code } })}
      beside={
        <Button kind="plain" onClick={() => ask.reset()}>
          {t('cancel')}
        </Button>
      }
    >
      <p>{t('signIn.sent', { to: email })}</p>
      <CodeField value={code} onText={setCode} />
    </Form>
  )
}
