import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import type { Session } from '../session.ts'
import classes from './access.module.css'
import { arePasskeysPossible } from './passkeys.ts'
import { usePasskeySignIn } from './use-passkey-sign-in.ts'

/** The way in without e-mail and password, where this page can have it. */
export function ByPasskey({ onDone }: { onDone: (session: Session) => void }) {
  const { t } = useTranslation('access')
  const passkey = usePasskeySignIn(onDone)
  if (!arePasskeysPossible()) return null
  return (
    <div className={classes.or}>
      <Button busy={passkey.busy} onClick={passkey.begin}>
        {t('passkey.signIn')}
      </Button>
      <Refusal>{passkey.failed}</Refusal>
    </div>
  )
}
