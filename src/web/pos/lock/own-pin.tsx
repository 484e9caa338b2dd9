import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../client/index.ts'
import till from '../counter.module.css'
import classes from './lock.module.css'

export type OwnPin = {
  /** Who is signed in at this device, and no cashier yet. */
  name: string
  onSet: (password: string, pin: string) => Promise<void>
}

type OwnPinFormProps = OwnPin & { onBack: () => void }

/** Whoever leads the shop stands at its till too: the password once, from then on a PIN. */
export function OwnPinForm({ name, onSet, onBack }: OwnPinFormProps) {
  const { t } = useTranslation('pos')
  const [password, setPassword] = useState('')
  const [pin, setPin] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Problem | null>(null)
  const send = () => {
    setBusy(true)
    onSet(password, pin).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      setFault(error)
      setBusy(false)
    })
  }
  return (
    <form
      className={`${till.enroll} ${classes.pin}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h1>{t('lock.own', { name })}</h1>
      <p>{t('lock.ownHow')}</p>
      <label>
        <span className={till.label}>{t('lock.password')}</span>
        <input
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <label>
        <span className={till.label}>{t('lock.pin')}</span>
        <input
          type="password"
          inputMode="numeric"
          autoComplete="off"
          pattern="[0-9]{4,8}"
          required
          maxLength={8}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
      </label>
      <p className={classes.fault} role="alert">
        {fault && <Fault fault={fault} />}
      </p>
      <button type="submit" className={`${till.key} ${till.main}`} disabled={isBusy}>
        {t('lock.ownDo')}
      </button>
      <button type="button" className={till.key} onClick={onBack}>
        {t('lock.other')}
      </button>
    </form>
  )
}

function Fault({ fault: { kind, code, retryAfterSeconds } }: { fault: Problem }) {
  const { t } = useTranslation('pos')
  if (kind === 'too_many') return t('lock.wait', { count: retryAfterSeconds ?? 60 })
  if (kind === 'offline') return t('offline')
  switch (code) {
    case 'password_wrong':
      return t('lock.ownWrong')
    case 'pin_too_easy':
      return t('lock.ownEasy')
    case 'cashier_exists':
      return t('lock.ownTaken')
    default:
      return t('failed')
  }
}
