import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandMark } from '../design/brand-mark.tsx'
import classes from './frame.module.css'
import { Link } from './link.tsx'
import { usePath } from './use-path.ts'

export const legalTexts = ['imprint', 'privacy', 'terms', 'accessibility'] as const
export type LegalText = (typeof legalTexts)[number]

const tabs = [
  { path: '/', word: 'tabs.card' },
  { path: '/rewards', word: 'tabs.rewards' },
  { path: '/me', word: 'tabs.me' },
] as const

type FrameProps = {
  business: { name: string; logo: string | null }
  /** Left out for those who are not known yet: there is nothing behind the tabs. */
  hasTabs: boolean
  /** What stands opposite the name: that the card holds without a network, or that there is none. */
  remark?: ReactNode
  children: ReactNode
}

/** One column: the business on top, its duties below, the three tabs at the thumb. */
export function Frame({ business, hasTabs, remark, children }: FrameProps) {
  const { t } = useTranslation('portal')
  const path = usePath()
  const page = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => {
    page.current?.scrollTo(0, 0)
  }, [path])
  return (
    <div className={classes.portal}>
      <div ref={page} className={classes.page}>
        <div className={classes.column}>
          <header className={classes.head}>
            <Link href="/" className={classes.home}>
              <BrandMark name={business.name} logoUrl={business.logo} />
            </Link>
            {remark && <span className={classes.remark}>{remark}</span>}
          </header>
          <main className={classes.main}>{children}</main>
          <footer className={classes.foot}>
            <nav className={classes.legal} aria-label={t('legal.label')}>
              {legalTexts.map((text) => (
                <Link key={text} href={`/legal/${text}`}>
                  {t(`legal.${text}`)}
                </Link>
              ))}
              <a href="/admin">{t('forStaff')}</a>
            </nav>
          </footer>
        </div>
      </div>
      {hasTabs && <Tabs />}
    </div>
  )
}

function Tabs() {
  const { t } = useTranslation('portal')
  const path = usePath()
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          href={tab.path}
          {...(isWithin(path, tab.path) && { 'aria-current': 'page' })}
        >
          {t(tab.word)}
        </Link>
      ))}
    </nav>
  )
}

const isWithin = (path: string, tab: string) =>
  tab === '/' ? path === '/' : path === tab || path.startsWith(`${tab}/`)
