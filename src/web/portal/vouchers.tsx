import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useCall } from '../client/index.ts'
import { QrCode } from '../design/qr-code.tsx'
import { useFormat } from '../design/use-format.ts'
import { Dialog } from './dialog.tsx'
import parts from './parts.module.css'
import classes from './rewards-page.module.css'
import { listPortalVouchers } from './routes.ts'
import { useNames } from './use-names.ts'

type Voucher = WireReply<typeof listPortalVouchers>['items'][number]

/** Vouchers in hand, those that are spent in one line below. */
export function Vouchers() {
  const { t } = useTranslation('portal')
  const { begun } = useNames()
  const items = useCall(listPortalVouchers, {}).data?.items ?? []
  if (items.length === 0) return null
  const open = items.filter(({ state }) => state === 'open')
  const spent = items.filter(({ state }) => state !== 'open')
  return (
    <section className={parts.section}>
      <h2>{t('vouchers.title')}</h2>
      <ul className={parts.rows}>
        {open.map((voucher) => (
          <OpenVoucher key={voucher.code} voucher={voucher} />
        ))}
      </ul>
      {spent.length > 0 && (
        <details>
          <summary className={parts.small}>{t('vouchers.spent', { count: spent.length })}</summary>
          <ul className={parts.rows}>
            {spent.map(({ code, name, state }) => (
              <li key={code}>
                <span>{begun(name)}</span>
                <span className={parts.small}>
                  {t(state === 'used' ? 'vouchers.used' : 'vouchers.over')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function OpenVoucher({ voucher }: { voucher: Voucher }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const [isShown, show] = useState(false)
  const { code, qr, remaining, validUntil } = voucher
  const name = useNames().begun(voucher.name)
  const notes = [
    remaining && format.money(remaining),
    validUntil && t('vouchers.until', { date: format.date(validUntil) }),
  ].filter(Boolean)
  return (
    <li>
      <span>
        {name}
        {notes.length > 0 && <span className={parts.block}>{notes.join(', ')}</span>}
      </span>
      <button
        type="button"
        className={parts.word}
        aria-label={t('vouchers.showOf', { name })}
        onClick={() => show(true)}
      >
        {t('vouchers.show')}
      </button>
      {isShown && (
        <Dialog title={name} onClose={() => show(false)}>
          <div className={classes.code}>
            <QrCode text={qr} label={t('redeem.qr')} />
            <p className={classes.spoken}>{code}</p>
          </div>
        </Dialog>
      )}
    </li>
  )
}
