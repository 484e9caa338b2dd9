import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import {
  beginAuthenticator,
  readSecondFactor,
  removeAuthenticator,
  renewRecoveryCodes,
} from '#contract/endpoints/second-factor.ts'
import { type Problem, useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import forms from '../forms/forms.module.css'
import { useRefusal } from '../forms/refusal.ts'
import { Loaded } from '../loaded.tsx'
import classes from './access.module.css'
import { isRefused, useProof } from './give-proof.tsx'
import { OwnPasskeys } from './own-passkeys.tsx'
import { type OnCodes, RecoveryCodes } from './recovery-codes.tsx'
import { SetUpApp } from './set-up-app.tsx'

type SecondFactor = WireReply<typeof readSecondFactor>

/** What one has besides the password, and how one gets it. */
export function OwnSecondFactor() {
  const { t } = useTranslation('access')
  const factor = useCall(readSecondFactor, {})
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
  return (
    <Section heading={t('own.heading')}>
      <Loaded reply={factor} shape="rows">
        {(known) => (
          <>
            <p className={forms.hint}>{reasonOf(known)}</p>
            <div className={classes.lines}>
              <Authenticator isSetUp={known.authenticator} onCodes={setCodes} />
              <OwnPasskeys passkeys={known.passkeys} onCodes={setCodes} />
              {isAnySetUp(known) && <Recovery left={known.recoveryCodesLeft} onCodes={setCodes} />}
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )

  function reasonOf(known: SecondFactor) {
    if (known.required) return t('own.required')
    return isAnySetUp(known) ? null : t('own.none')
  }
}

const isAnySetUp = ({ authenticator, passkeys }: SecondFactor) =>
  authenticator || passkeys.length > 0

function Authenticator({ isSetUp, onCodes }: { isSetUp: boolean; onCodes: OnCodes }) {
  const { t } = useTranslation('access')
  const [begun, setBegun] = useState<WireReply<typeof beginAuthenticator> | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const beginning = useAction(beginAuthenticator, { onDone: setBegun })
  const begin = useProved(beginning, (options) => beginning.mutate({}, options))
  return (
    <div className={classes.line}>
      <span>
        {t('own.app')}{' '}
        <span className={classes.state}>{t(isSetUp ? 'own.appOn' : 'own.appOff')}</span>
      </span>
      {isSetUp ? (
        <Button kind="word" onClick={() => setRemoving(true)}>
          {t('own.appRemove')}
        </Button>
      ) : (
        <Button kind="word" busy={begin.busy} onClick={begin.act}>
          {t('own.appAdd')}
        </Button>
      )}
      {begin.rest}
      {begun && <SetUpApp begun={begun} onCodes={onCodes} onClose={() => setBegun(null)} />}
      {isRemoving && <RemoveApp onClose={() => setRemoving(false)} />}
    </div>
  )
}

function RemoveApp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('access')
  const proof = useProof()
  const action = useAction(removeAuthenticator, {
    changes: [readSecondFactor],
    onDone: () => {
      toast(t('own.appRemoved'))
      onClose()
    },
  })
  const remove = () => action.mutate({}, { onError: (problem) => proof.orAsk(problem, remove) })
  const { isPending, error } = action
  return (
    <>
      <Confirm
        title={t('own.appRemoveTitle')}
        word={t('own.appRemoveDo')}
        action={{ isPending, error: isRefused(error) ? error : null }}
        onConfirm={remove}
        onClose={onClose}
      >
        <p>{t('own.appRemoveWhat')}</p>
      </Confirm>
      {proof.dialog}
    </>
  )
}

function Recovery({ left, onCodes }: { left: number; onCodes: OnCodes }) {
  const { t } = useTranslation('access')
  const renewing = useAction(renewRecoveryCodes, {
    changes: [readSecondFactor],
    onDone: ({ recoveryCodes }) => onCodes(recoveryCodes),
  })
  const renew = useProved(renewing, (options) => renewing.mutate({}, options))
  return (
    <div className={classes.line}>
      <span>
        {t('own.codes')}{' '}
        <span className={classes.state}>
          {left === 0 ? t('own.codesNone') : t('own.codesLeft', { count: left })}
        </span>
      </span>
      <Button kind="word" busy={renew.busy} onClick={renew.act}>
        {t('own.codesRenew')}
      </Button>
      {renew.rest}
    </div>
  )
}

type Provable = { isPending: boolean; error: Problem | null }
type Begin = (options: { onError: (problem: Problem) => void }) => void

/** An action that asks for the password where that is needed, and then begins once more. */
function useProved({ isPending, error }: Provable, begin: Begin) {
  const refusal = useRefusal()
  const proof = useProof()
  const act = () => begin({ onError: (problem) => proof.orAsk(problem, act) })
  const rest = (
    <>
      {isRefused(error) && <Refusal>{refusal(error)}</Refusal>}
      {proof.dialog}
    </>
  )
  return { act, busy: isPending, rest }
}
