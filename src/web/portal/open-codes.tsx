import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAction, useCall } from '../client/index.ts'
import { Button } from '../design/button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import parts from './parts.module.css'
import { Refusal } from './refusal.tsx'
import classes from './rewards-page.module.css'
import {
  giveBackRedemptionCode,
  listPortalRewards,
  listRedemptionCodes,
  type RedemptionCode,
  readPortalCard,
} from './routes.ts'
import { useNames } from './use-names.ts'
import { clockOf, useSecondsUntil } from './use-seconds-until.ts'
import { useWakeLock } from './use-wake-lock.ts'

const beatMillis = 1500

/** Codes that wait for the till; each says by itself when it was taken. */
export function OpenCodes() {
  const codes = useCall(
    listRedemptionCodes,
    {},
    {
      refetchEveryMillis: (reply) =>
        reply?.items.some(({ state }) => state === 'open') ? beatMillis : false,
    },
  )
  const shown = codes.data?.items.filter(({ state }) => state === 'open' || state === 'redeemed')
  return (
    <div aria-live="polite">
      {shown?.map((code) =>
        code.state === 'open' ? (
          <OpenCode key={code.id} code={code} />
        ) : (
          <Redeemed key={code.id} name={code.name} />
        ),
      )}
    </div>
  )
}

function Redeemed({ name }: { name: string }) {
  const { t } = useTranslation('portal')
  const { begun } = useNames()
  return <p className={parts.good}>{t('redeem.redeemed', { name: begun(name) })}</p>
}

function OpenCode({ code }: { code: RedemptionCode }) {
  const { t } = useTranslation('portal')
  const { said, begun } = useNames()
  const seconds = useSecondsUntil(code.expiresAt)
  const giveBack = useAction(giveBackRedemptionCode, {
    changes: [listRedemptionCodes, listPortalRewards, readPortalCard],
  })
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  useWakeLock()
  const clock = clockOf(seconds)
  return (
    <section
      ref={place}
      className={classes.code}
      aria-label={t('redeem.codeOf', { name: said(code.name) })}
    >
      <h2>{begun(code.name)}</h2>
      <p>{t('redeem.show')}</p>
      <QrCode text={code.qr} label={t('redeem.qr')} />
      <p className={classes.spoken}>{code.code}</p>
      <p className={classes.left} role="timer" aria-live="off">
        {t(seconds > 0 ? 'redeem.left' : 'redeem.over', { clock })}
      </p>
      <Button
        kind="plain"
        busy={giveBack.isPending}
        onClick={() => giveBack.mutate({ params: { codeId: code.id } })}
      >
        {t('redeem.giveBack')}
      </Button>
      <Refusal problem={giveBack.error} />
    </section>
  )
}
