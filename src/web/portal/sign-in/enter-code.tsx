import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { CodeField } from '../code-field.tsx'
import { Form } from '../form.tsx'
import { useGuest } from '../guest.ts'
import parts from '../parts.module.css'
import { enterPortalCode } from '../routes.ts'
import { NoneCame } from './no-card.tsx'

type EnterCodeProps = {
  /** Where the code went, as far as one may be told. */
  told: string
  onBack: () => void
}

/** The same whether or not somebody has that address: nobody learns who is a guest here. */
export function EnterCode({ told: sentence, onBack }: EnterCodeProps) {
  const { t } = useTranslation('portal')
  const { enter, portal } = useGuest()
  const [code, setCode] = useState('')
  const send = useAction(enterPortalCode, { onDone: enter })
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => told.current?.focus(), [])
  return (
    <>
      <p ref={told} tabIndex={-1} className={parts.told}>
        {sentence}
      </p>
      <Form
        action={t('signIn.action')}
        busy={send.isPending}
        problem={send.error}
        onSend={() => send.mutate({ body: { code } })}
        beside={
          <Button kind="plain" onClick={onBack}>
            {t('signIn.otherAddress')}
          </Button>
        }
      >
        <CodeField value={code} onText={setCode} />
      </Form>
      {portal.mails && <NoneCame />}
    </>
  )
}
