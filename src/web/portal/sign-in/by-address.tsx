import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { AddressField } from '../address-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import { askSignIn, type Portal } from '../routes.ts'
import { EnterCode } from './enter-code.tsx'

export function ByAddress() {
  const { t } = useTranslation('portal')
  const { language, portal } = useGuest()
  const [email, setEmail] = useState('')
  const ask = useAction(askSignIn)
  if (ask.data) {
    return <EnterCode told={t(toldOf(portal), { to: email })} onBack={() => ask.reset()} />
  }
  return (
    <Form
      action={t(portal.mails ? 'signIn.send' : 'signIn.get')}
      busy={ask.isPending}
      problem={ask.error}
      onSend={() => ask.mutate({ body: { email: email.trim(), language } })}
    >
      <AddressField label={t('signIn.address')} value={email} onText={setEmail} />
    </Form>
  )
}

/** Where the code is, as far as one may be told: the same of every address. */
function toldOf({ mails, selfEnrollment }: Portal) {
  if (mails) return selfEnrollment ? 'signIn.sentToAll' : 'signIn.sent'
  return selfEnrollment ? 'signIn.atShopForAll' : 'signIn.atShop'
}
