import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ConnectionKind,
  connectionKinds,
  createConnection,
  listConnections,
} from '#contract/endpoints/connections.ts'
import { useAction } from '../../client/index.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import type { Created } from './connection.ts'
import { useRefusalWords } from './use-refusal-words.ts'

type AddConnectionProps = { onCreated: (created: Created) => void; onClose: () => void }

const secretLengthMin = 16

/** Which shop, what to call it, and where the shop signs with a secret of its own: that. */
export function AddConnection({ onCreated, onClose }: AddConnectionProps) {
  const { t } = useTranslation('connections')
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState({
    kind: 'shopify' as ConnectionKind,
    name: '',
    secret: '',
    origin: '',
  })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }))
  const create = useAction(createConnection, { changes: [listConnections], onDone: onCreated })
  const name = draft.name.trim()
  const secret = draft.secret.trim()
  const hasOwnSecret = draft.kind === 'shopify'
  const isSigned = !hasOwnSecret || secret.length >= secretLengthMin
  const isOfPages = draft.kind === 'snippet'
  const origin = draft.origin.trim()
  const hasPages = !isOfPages || /^https?:\/\/[^/]/.test(origin)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name === '' || !isSigned || !hasPages) return
    const more = { ...(hasOwnSecret && { secret }), ...(isOfPages && { origins: [origin] }) }
    create.mutate({ body: { kind: draft.kind, name, ...more } })
  }
  return (
    <FormDialog
      title={t('form.title')}
      word={t('form.do')}
      busy={create.isPending}
      refusal={create.error && refusalWords(create.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label={t('form.kind')}
        data={connectionKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(kind) =>
          change({ kind: connectionKinds.find((one) => one === kind) ?? draft.kind })
        }
      />
      <TextInput
        data-autofocus
        label={t('form.name')}
        description={t('form.nameHint')}
        maxLength={100}
        value={draft.name}
        error={isTried && name === '' && t('form.nameMissing')}
        onChange={({ target }) => change({ name: target.value })}
      />
      {isOfPages && (
        <TextInput
          type="url"
          label={t('form.origin')}
          description={t('form.originHint')}
          placeholder="https://"
          maxLength={300}
          spellCheck={false}
          value={draft.origin}
          error={isTried && !hasPages && t('form.originMissing')}
          onChange={({ target }) => change({ origin: target.value })}
        />
      )}
      {hasOwnSecret && (
        <TextInput
          label={t('form.secret')}
          description={t('form.secretHint')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={draft.secret}
          error={isTried && !isSigned && t('form.secretMissing')}
          onChange={({ target }) => change({ secret: target.value })}
        />
      )}
    </FormDialog>
  )
}
