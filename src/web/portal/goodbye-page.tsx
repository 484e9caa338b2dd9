import { useTranslation } from 'react-i18next'
import { Link } from './link.tsx'
import { Notice } from './notice.tsx'
import parts from './parts.module.css'

/** The last that somebody reads here who had everything erased. */
export function GoodbyePage() {
  const { t } = useTranslation('portal')
  return (
    <Notice sentence={t('leave.done')}>
      <p>{t('leave.doneHow')}</p>
      <p className={parts.small}>{t('leave.doneShop')}</p>
      <Link href="/" className={parts.wordLink}>
        {t('leave.doneClose')}
      </Link>
    </Notice>
  )
}
