import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../design/sentence.tsx'
import { Page } from './page.tsx'
import { useSession } from './session.ts'

/** An address that is not for this person: said calmly, with the way on. */
export function Forbidden() {
  const { t } = useTranslation('settings')
  const { role } = useSession()
  return (
    <Page title={t('forbidden.title')}>
      <Sentence
        reason={t('forbidden.reason', { role: t(`roles.${role}.name`) })}
        links={<Link to="/settings">{t('forbidden.back')}</Link>}
      >
        {t('forbidden.title')}
      </Sentence>
    </Page>
  )
}
