import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { AddressField } from '../address-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import { askSignIn } from '../routes.ts'
import { EnterCode } from './enter-code.tsx'

export function ByAddress() {
  const { t } = useTranslation('portal')
  const { language, portal } = useGuest()
  const [email, setEmail] = useState('')
  const ask = useAction(askSignIn)
  if (ask.data) {
    const sent = portal.selfEnrollment ? 'signIn.sentToAll' : 'signIn.sent'
    return <EnterCode told={t(sent, { to: email })} onBack={() => ask.reset()} />
  }
  return (
    <Form
      action={t('signIn.send')}
      busy={ask.isPending}
      problem={ask.error}
      onSend={() => ask.mutate({ body: { email: email.trim(), language } })}
    >
      <AddressField label={t('signIn.address')} value={email} onText={setEmail} />
    </Form>
  )
}
