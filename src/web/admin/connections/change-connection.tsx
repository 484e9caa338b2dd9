import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  endConnection,
  listConnections,
  readConnection,
  updateConnection,
} from '#contract/endpoints/connections.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { Connection } from './connection.ts'
import { ConsentWording } from './consent-wording.tsx'
import { useRefusalWords } from './use-refusal-words.ts'

type ChangeConnectionProps = { connection: Connection; onClose: () => void }

const secretLengthMin = 16
const changes = [listConnections, readConnection]

/** Another name, another secret, or the end of it. */
export function ChangeConnection({ connection, onClose }: ChangeConnectionProps) {
  const { t } = useTranslation('connections')
  const refusalWords = useRefusalWords()
  const [name, setName] = useState(connection.name)
  const [secret, setSecret] = useState('')
  const [consentTextId, setConsentTextId] = useState(connection.consentTextId)
  const [isTried, setTried] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const update = useAction(updateConnection, {
    changes,
    onDone: () => {
      toast(t('change.saved'))
      onClose()
    },
  })
  const said = secret.trim()
  const isShort = said !== '' && said.length < secretLengthMin
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || isShort) return
    const body = {
      ...{ name: name.trim(), ...(said !== '' && { secret: said }) },
      ...(consentTextId !== connection.consentTextId && { consentTextId }),
    }
    update.mutate({ params: { connectionId: connection.id }, body })
  }
  if (isEnding) return <End connection={connection} onClose={onClose} />
  return (
    <FormDialog
      title={t('change.title', { name: connection.name })}
      word={t('change.do')}
      busy={update.isPending}
      refusal={update.error && refusalWords(update.error)}
      onSubmit={submit}
      onClose={onClose}
      more={
        <Button kind="word" onClick={() => setEnding(true)}>
          {t('change.end')}
        </Button>
      }
    >
      <TextInput
        data-autofocus
        label={t('form.name')}
        maxLength={100}
        value={name}
        error={isTried && name.trim() === '' && t('form.nameMissing')}
        onChange={({ target }) => setName(target.value)}
      />
      {connection.kind !== 'segment' && (
        <TextInput
          label={t('change.secret')}
          description={t('change.secretHint')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={secret}
          error={isTried && isShort && t('form.secretMissing')}
          onChange={({ target }) => setSecret(target.value)}
        />
      )}
      {connection.kind === 'shopify' && (
        <ConsentWording value={consentTextId} onChange={setConsentTextId} />
      )}
    </FormDialog>
  )
}

function End({ connection: { id, name }, onClose }: ChangeConnectionProps) {
  const { t } = useTranslation('connections')
  const end = useAction(endConnection, {
    changes,
    onDone: () => {
      toast(t('change.ended', { name }))
      onClose()
    },
  })
  return (
    <Confirm
      title={t('change.endTitle', { name })}
      word={t('change.endDo')}
      action={end}
      onClose={onClose}
      onConfirm={() => end.mutate({ params: { connectionId: id } })}
    >
      <p>{t('change.endWhat')}</p>
    </Confirm>
  )
}
