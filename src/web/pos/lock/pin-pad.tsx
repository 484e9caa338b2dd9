import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../client/index.ts'
import till from '../counter.module.css'
import { sound } from '../sound.ts'
import classes from './lock.module.css'

type PinPadProps = { name: string; onEnter: (pin: string) => Promise<void>; onBack: () => void }

const digitsMin = 4
const digitsMax = 8
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'delete', '0', 'enter'] as const
type Key = (typeof keys)[number]

/** The PIN of one cashier, by finger or on the keyboard; it is never shown. */
export function PinPad({ name, onEnter, onBack }: PinPadProps) {
  const { t } = useTranslation('pos')
  const [pin, setPin] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Problem | null>(null)

  const enter = () => {
    if (isBusy || pin.length < digitsMin) return
    setBusy(true)
    setPin('')
    onEnter(pin).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      sound('bad')
      setFault(error)
      setBusy(false)
    })
  }
  const press = (key: Key) => {
    if (key === 'enter') return enter()
    setFault(null)
    setPin((before) => (key === 'delete' ? before.slice(0, -1) : before + key).slice(0, digitsMax))
  }
  useKeyboard(press, onBack)

  return (
    <div className={classes.pin}>
      <h1>{t('lock.pinOf', { name })}</h1>
      <output className={classes.dots} aria-label={t('lock.digits', { count: pin.length })}>
        {'●'.repeat(pin.length)}
      </output>
      <p className={classes.fault} role="alert">
        {fault && <Fault fault={fault} />}
      </p>
      <div className={till.pad}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            className={key === 'enter' ? `${till.key} ${till.main}` : till.key}
            disabled={key === 'enter' && (isBusy || pin.length < digitsMin)}
            {...(key === 'delete' && { 'aria-label': t('delete') })}
            onClick={() => press(key)}
          >
            {key === 'delete' ? '⌫' : key === 'enter' ? t('lock.enter') : key}
          </button>
        ))}
      </div>
      <button type="button" className={till.key} onClick={onBack}>
        {t('lock.other')}
      </button>
    </div>
  )
}

function useKeyboard(press: (key: Key) => void, onBack: () => void) {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key as Key)
      else if (event.key === 'Backspace') press('delete')
      else if (event.key === 'Enter') press('enter')
      else if (event.key === 'Escape') onBack()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  })
}

function Fault({ fault }: { fault: Problem }) {
  const { t } = useTranslation('pos')
  switch (fault.kind) {
    case 'too_many':
      return t('lock.wait', { count: fault.retryAfterSeconds ?? 60 })
    case 'offline':
      return t('lock.offline')
    default:
      return t(fault.code === 'pin_wrong' ? 'lock.wrong' : 'failed')
  }
}
