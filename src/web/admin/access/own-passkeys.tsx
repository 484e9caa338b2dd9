import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readSecondFactor, removePasskey } from '#contract/endpoints/second-factor.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import forms from '../forms/forms.module.css'
import classes from './access.module.css'
import { AddPasskey } from './add-passkey.tsx'
import { isRefused, useProof } from './give-proof.tsx'
import { arePasskeysPossible } from './passkeys.ts'
import type { OnCodes } from './recovery-codes.tsx'

type Passkey = WireReply<typeof readSecondFactor>['passkeys'][number]

export function OwnPasskeys(props: { passkeys: readonly Passkey[]; onCodes: OnCodes }) {
  const { passkeys, onCodes } = props
  const { t } = useTranslation('access')
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<Passkey | null>(null)
  const isPossible = arePasskeysPossible()
  return (
    <>
      <div className={classes.line}>
        <span>
          {t('passkey.list')}{' '}
          {passkeys.length === 0 && <span className={classes.state}>{t('own.appOff')}</span>}
        </span>
        {isPossible && (
          <Button kind="word" onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </Button>
        )}
        {!isPossible && <p className={forms.hint}>{t('passkey.insecure')}</p>}
      </div>
      {passkeys.map((passkey) => (
        <div key={passkey.id} className={classes.line}>
          <span className={forms.anywhere}>
            {passkey.name} <LastUsed passkey={passkey} />
          </span>
          <Button
            kind="word"
            aria-label={`${t('passkey.remove')}: ${passkey.name}`}
            onClick={() => setRemoved(passkey)}
          >
            {t('passkey.remove')}
          </Button>
        </div>
      ))}
      {isAdding && <AddPasskey onCodes={onCodes} onClose={() => setAdding(false)} />}
      {removed && <RemovePasskey passkey={removed} onClose={() => setRemoved(null)} />}
    </>
  )
}

function LastUsed({ passkey: { createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const { t } = useTranslation('access')
  const format = useFormat()
  const used = lastUsedAt === null ? t('passkey.never') : format.ago(lastUsedAt, new Date())
  return (
    <span className={classes.state}>
      {t('passkey.created')} {format.date(createdAt)}, {t('passkey.used')} {used}
    </span>
  )
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTranslation('access')
  const proof = useProof()
  const { id, name } = passkey
  const action = useAction(removePasskey, {
    changes: [readSecondFactor],
    onDone: () => {
      toast(t('passkey.removed', { name }))
      onClose()
    },
  })
  const remove = () =>
    action.mutate(
      { params: { passkeyId: id } },
      { onError: (problem) => proof.orAsk(problem, remove) },
    )
  const { isPending, error } = action
  return (
    <>
      <Confirm
        title={t('passkey.removeTitle', { name })}
        word={t('passkey.removeDo')}
        action={{ isPending, error: isRefused(error) ? error : null }}
        onConfirm={remove}
        onClose={onClose}
      >
        <p>{t('passkey.removeWhat')}</p>
      </Confirm>
      {proof.dialog}
    </>
  )
}
