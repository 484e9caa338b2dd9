import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readWalletSettings, removeIssuer } from '#contract/endpoints/wallet.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { Confirm } from '../forms/confirm.tsx'
import forms from '../forms/forms.module.css'
import classes from './wallets.module.css'

type Kind = 'apple' | 'google'
type State = { passes: number; failingSince: string | null; validUntil?: string }
type Props = {
  kind: Kind
  /** null: it is off. */
  known: State | null
  /** Under which name cards are made. */
  who: string
  dialog: (onClose: () => void) => ReactNode
  children?: ReactNode
}

/** One wallet: off, ready, or failing since; set up, changed, taken away. */
export function WalletPart({ kind, known, who, dialog, children }: Props) {
  const { t } = useTranslation('wallet-office')
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={forms.part}>
      <Section heading={t(`${kind}.heading`)}>
        {known ? (
          <>
            <HowItGoes known={known} />
            <p className={`${forms.text} ${forms.anywhere}`}>{who}</p>
            {children}
          </>
        ) : (
          <p className={forms.text}>{t(`${kind}.off`)}</p>
        )}
        <div className={classes.acts}>
          <Button
            aria-label={t(known ? 'changeOf' : 'addOf', { name: t(`${kind}.heading`) })}
            onClick={() => setOpen('change')}
          >
            {t(known ? 'change' : 'add')}
          </Button>
          {known && (
            <Button
              kind="plain"
              aria-label={t('removeOf', { name: t(`${kind}.heading`) })}
              onClick={() => setOpen('remove')}
            >
              {t('remove')}
            </Button>
          )}
        </div>
        {open === 'change' && dialog(close)}
        {open === 'remove' && <Remove kind={kind} onClose={close} />}
      </Section>
    </div>
  )
}

function HowItGoes({ known: { passes, failingSince, validUntil } }: { known: State }) {
  const { t } = useTranslation('wallet-office')
  const format = useFormat()
  const isExpired = validUntil !== undefined && Date.parse(validUntil) < Date.now()
  const isReady = failingSince === null && !isExpired
  return (
    <>
      <p className={forms.text}>
        {t(isReady ? 'ready' : 'on')}{' '}
        {passes === 0 ? t('passesNone') : t('passes', { count: passes })}
      </p>
      {failingSince && (
        <p className={forms.text}>
          <Warning>
            {t('failing', {
              ...{ date: format.date(failingSince), time: format.time(failingSince) },
            })}
          </Warning>
        </p>
      )}
    </>
  )
}

function Remove({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const { t } = useTranslation('wallet-office')
  const action = useAction(removeIssuer, {
    changes: [readWalletSettings],
    onDone: () => {
      toast(t(`${kind}.removed`))
      onClose()
    },
  })
  return (
    <Confirm
      title={t(`${kind}.removeTitle`)}
      word={t('remove')}
      action={action}
      onConfirm={() => action.mutate({ params: { kind } })}
      onClose={onClose}
    >
      <p>{t('removeWhat')}</p>
    </Confirm>
  )
}
