import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { makeCardCode } from '#contract/endpoints/pos-codes.ts'
import { Problem } from '../client/index.ts'
import { QrCode } from '../design/qr-code.tsx'
import till from './counter.module.css'
import type { Guest } from './desk.ts'
import classes from './phone-card.module.css'

type Code = WireReply<typeof makeCardCode>
type State =
  | { kind: 'closed' | 'busy' }
  | { kind: 'open'; code: Code }
  | { kind: 'no'; why: string }

type PhoneCardProps = { guest: Guest; ask: (guest: Guest) => Promise<Code> }

/** The way of a card onto its guest's phone, for those who gave no address. */
export function PhoneCard({ guest, ask }: PhoneCardProps) {
  const { t } = useTranslation('pos')
  const [state, set] = useState<State>({ kind: 'closed' })
  const open = () => {
    set({ kind: 'busy' })
    ask(guest).then(
      (code) => set({ kind: 'open', code }),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error
        set({ kind: 'no', why: error.code })
      },
    )
  }
  if (state.kind === 'open') return <Shown code={state.code} />
  if (state.kind === 'no') {
    const hasAddress = state.why === 'card_code_needless'
    return <p role="status">{t(hasAddress ? 'phone.hasAddress' : 'phone.failed')}</p>
  }
  return (
    <button type="button" className={till.word} disabled={state.kind === 'busy'} onClick={open}>
      {t('phone.show')}
    </button>
  )
}

function Shown({ code: { link, code, replaced } }: { code: Code }) {
  const { t } = useTranslation('pos')
  return (
    <div className={classes.shown} role="status">
      <QrCode text={link} label={t('phone.qr')} />
      <p>
        {t('phone.how')}
        <br />
        <b>{code}</b>
        {replaced && (
          <>
            <br />
            {t('phone.replaced')}
          </>
        )}
      </p>
    </div>
  )
}
