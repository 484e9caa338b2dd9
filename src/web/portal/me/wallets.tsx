import { useTranslation } from 'react-i18next'
import { addressOf, useCall } from '../../client/index.ts'
import parts from '../parts.module.css'
import { fetchGuestPass, readGuestWallets } from '../routes.ts'

/** The card for the phone's own wallet, where the business has set that up; else nothing is said. */
export function Wallets() {
  const { t } = useTranslation('portal')
  const { data } = useCall(readGuestWallets, {})
  if (!data || (!data.apple && data.google === null)) return null
  return (
    <section className={parts.section}>
      <h2>{t('wallets.title')}</h2>
      <div className={parts.actions}>
        {data.apple && (
          <a href={addressOf(fetchGuestPass)} className={parts.wordLink}>
            {t('wallets.apple')}
          </a>
        )}
        {data.google !== null && (
          <a href={data.google} className={parts.wordLink} rel="noreferrer">
            {t('wallets.google')}
          </a>
        )}
      </div>
    </section>
  )
}
