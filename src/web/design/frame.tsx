import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandMark } from './brand-mark.tsx'
import { Button } from './button.tsx'
import classes from './frame.module.css'

type FrameProps = {
  business: { name: string; logoUrl?: string | null }
  person: { name: string }
  /** Links with `frameLinkClass`; `<FrameGap />` parts what is used daily from the rest. */
  navigation: ReactNode
  /** Changes when another page is shown, so that the phone's menu closes. */
  place: string
  onSignOut: () => void
  children: ReactNode
}

export const frameLinkClass = classes.link

export const FrameGap = () => <div className={classes.gap} />

/** What surrounds every page: the business, the way around, who is signed in. */
export function Frame({ business, person, navigation, place, onSignOut, children }: FrameProps) {
  const { t } = useTranslation('frame')
  const [menuAt, setMenuAt] = useState<string | null>(null)
  const isMenuOpen = menuAt === place
  const around = (
    <>
      <nav aria-label={t('navigation.label')} className={classes.nav}>
        {navigation}
      </nav>
      <div className={classes.who}>
        {person.name}
        <br />
        <Button kind="word" onClick={onSignOut}>
          {t('signOut')}
        </Button>
      </div>
    </>
  )
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('navigation.skip')}
      </a>
      <header className={classes.narrow}>
        <div className={classes.top}>
          <BrandMark {...business} />
          <Button
            className={classes.menuButton}
            aria-expanded={isMenuOpen}
            aria-controls="menu"
            onClick={() => setMenuAt(isMenuOpen ? null : place)}
          >
            {isMenuOpen ? t('navigation.closeMenu') : t('navigation.menu')}
          </Button>
        </div>
        <div id="menu" className={classes.menu} hidden={!isMenuOpen}>
          {isMenuOpen && around}
        </div>
      </header>
      <div className={classes.app}>
        <header className={classes.side}>
          <BrandMark {...business} />
          {around}
        </header>
        <main id="content" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  )
}
