import { useTranslation } from 'react-i18next'
import { languages } from '#locales/language.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Segmented } from '../../design/segmented.tsx'
import { useGuest } from '../guest.ts'
import { Link } from '../link.tsx'
import parts from '../parts.module.css'
import { leavePortal, readPortalCard } from '../routes.ts'
import { Referral } from './referral.tsx'
import { Status } from './status.tsx'
import { Wallets } from './wallets.tsx'

const places = ['history', 'receipt', 'data', 'consents', 'devices'] as const

/** Who one is here, and all one may see and change. */
export function MePage() {
  const { t } = useTranslation('portal')
  const { said, language, chooseLanguage, leave } = useGuest()
  const card = useCall(readPortalCard, said)
  const signOut = useAction(leavePortal, { onDone: () => leave() })
  return (
    <div className={parts.page}>
      <h1>{card.data?.name ?? t('tabs.me')}</h1>
      <Status />
      <ul className={parts.rows} data-lined>
        {places.map((place) => (
          <li key={place}>
            <Link href={`/me/${place}`} className={parts.wordLink}>
              {t(`me.${place}`)}
            </Link>
            <span className={parts.small}>{t(`me.${place}What`)}</span>
          </li>
        ))}
      </ul>
      <Wallets />
      <Referral />
      <section className={parts.section}>
        <h2>{t('me.language')}</h2>
        <Segmented
          label={t('me.language')}
          value={language}
          options={languages.map((one) => ({ value: one, word: t(`languages.${one}`) }))}
          onChange={chooseLanguage}
        />
      </section>
      <section className={parts.section}>
        <div className={parts.actions}>
          <button type="button" className={parts.word} onClick={() => signOut.mutate({})}>
            {t('me.signOut')}
          </button>
        </div>
        <p className={parts.small}>{t('me.signOutWhat')}</p>
        <Link href="/me/leave" className={parts.wordLink}>
          {t('me.leave')}
        </Link>
      </section>
    </div>
  )
}
