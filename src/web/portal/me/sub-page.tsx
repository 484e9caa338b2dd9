import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from '../link.tsx'
import parts from '../parts.module.css'

/** A page behind the third tab, and the way back to it. */
export function SubPage({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation('portal')
  return (
    <div className={parts.page}>
      <Link href="/me" className={parts.wordLink}>
        {t('back')}
      </Link>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
