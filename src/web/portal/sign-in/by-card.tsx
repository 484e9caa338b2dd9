import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCardNumber } from '#kernel/card-number.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Field } from '../field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import { askSignIn, enterPortalCard } from '../routes.ts'
import { EnterCode } from './enter-code.tsx'

type ByCardProps = { /** The number of a card whose code was followed here. */ printed: string }

/** The number is printed for all to see: alone it lets nobody in. */
export function ByCard({ printed }: ByCardProps) {
  const { t } = useTranslation('portal')
  const { enter, language, portal } = useGuest()
  const [cardNumber, setNumber] = useState(groupedCardNumber(printed))
  const [cardCode, setCode] = useState('')
  const send = useAction(enterPortalCard, { onDone: enter })
  const ask = useAction(askSignIn)
  if (ask.data)
    return (
      <EnterCode
        told={t(portal.mails ? 'signIn.sent' : 'signIn.atShop', { to: t('signIn.addressOfCard') })}
        onBack={() => ask.reset()}
      />
    )
  return (
    <Form
      action={t('signIn.action')}
      busy={send.isPending}
      problem={send.error ?? ask.error}
      onSend={() => send.mutate({ body: { cardNumber: cardNumber.trim(), cardCode } })}
      beside={
        <Button
          kind="plain"
          busy={ask.isPending}
          disabled={cardNumber.trim() === ''}
          onClick={() => ask.mutate({ body: { cardNumber: cardNumber.trim(), language } })}
        >
          {t(portal.mails ? 'signIn.sendToCard' : 'signIn.getForCard')}
        </Button>
      }
    >
      <Field
        label={t('signIn.cardNumber')}
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={300}
        value={cardNumber}
        onText={setNumber}
      />
      <Field
        label={t('signIn.cardCode')}
        hint={t('signIn.cardCodeHow')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={40}
        value={cardCode}
        onText={setCode}
      />
    </Form>
  )
}
