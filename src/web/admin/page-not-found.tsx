import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../design/sentence.tsx'
import { Bare } from './bare.tsx'

/** An address at which there is no page: said calmly, with the way back. */
export function PageNotFound() {
  const { t } = useTranslation('frame')
  return (
    <Bare title={t('notFound.title')}>
      <Sentence reason={t('notFound.reason')} links={<Link to="/">{t('notFound.back')}</Link>}>
        {t('notFound.title')}
      </Sentence>
    </Bare>
  )
}
