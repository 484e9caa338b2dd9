import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../client/index.ts'
import type { Session } from '../session.ts'
import { PasskeyStopped, signInByPasskey } from './passkeys.ts'

/** Signing in by passkey, and in words what came of it. */
export function usePasskeySignIn(onDone: (session: Session) => void) {
  const { t } = useTranslation(['access', 'errors'])
  const action = useMutation<Session, Error>({ mutationFn: signInByPasskey, onSuccess: onDone })
  return {
    begin: () => action.mutate(),
    busy: action.isPending,
    failed: action.error && wordsOf(action.error),
  }

  function wordsOf(error: Error): string {
    if (error instanceof PasskeyStopped) return t('access:passkey.stopped')
    if (!(error instanceof Problem)) return t('errors:title.unexpected')
    if (error.code === 'passkey_refused') return t('access:passkey.refused')
    if (error.code === 'sign_in_step_over') return t('access:second.over')
    return t(`errors:title.${error.kind}`)
  }
}
