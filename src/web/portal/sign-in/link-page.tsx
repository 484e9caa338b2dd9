import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import { Notice } from '../notice.tsx'
import { enterPortalCard, enterPortalLink } from '../routes.ts'
import { goTo } from '../use-path.ts'

/** Opening the link signs nobody in: mail programs open links too. The button does. */
export function LinkPage() {
  const { t } = useTranslation('portal')
  const { enter, portal } = useGuest()
  const [held] = useState(heldByLink)
  const byToken = useAction(enterPortalLink, { onDone: enter })
  const byCard = useAction(enterPortalCard, { onDone: enter })
  const problem = byToken.error ?? byCard.error
  return (
    <Notice sentence={t('signIn.link', { business: portal.business.name })}>
      <Form
        action={t('signIn.action')}
        busy={byToken.isPending || byCard.isPending}
        problem={problem}
        onSend={() => {
          if (held.kind === 'token') byToken.mutate({ body: { token: held.token } })
          else byCard.mutate({ body: { cardNumber: held.cardNumber, cardCode: held.cardCode } })
        }}
        beside={
          problem && (
            <Button kind="plain" onClick={() => goTo('/', 'instead')}>
              {t('signIn.newCode')}
            </Button>
          )
        }
      />
    </Notice>
  )
}

type Held =
  | { kind: 'token'; token: string }
  | { kind: 'card'; cardNumber: string; cardCode: string }

/** Behind the hash, which no server and no log on the way ever sees. */
function heldByLink(): Held {
  const held = new URLSearchParams(window.location.hash.slice(1))
  const cardNumber = held.get('card')
  if (cardNumber === null) return { kind: 'token', token: held.get('token') ?? '' }
  return { kind: 'card', cardNumber, cardCode: held.get('code') ?? '' }
}
