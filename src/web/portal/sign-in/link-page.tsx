import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import { Notice } from '../notice.tsx'
import { enterPortalLink } from '../routes.ts'
import { goTo } from '../use-path.ts'

/** Opening the link signs nobody in: mail programs open links too. The button does. */
export function LinkPage() {
  const { t } = useTranslation('portal')
  const { enter, portal } = useGuest()
  const [token] = useState(() => window.location.hash.slice(1).replace(/^token=/, ''))
  const send = useAction(enterPortalLink, { onDone: enter })
  return (
    <Notice sentence={t('signIn.link', { business: portal.business.name })}>
      <Form
        action={t('signIn.action')}
        busy={send.isPending}
        problem={send.error}
        onSend={() => send.mutate({ body: { token } })}
        beside={
          send.error && (
            <Button kind="plain" onClick={() => goTo('/', 'instead')}>
              {t('signIn.newCode')}
            </Button>
          )
        }
      />
    </Notice>
  )
}
