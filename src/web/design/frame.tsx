import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandMark } from './brand-mark.tsx'
import { Button } from './button.tsx'
import classes from './frame.module.css'
import { SearchField } from './search-field.tsx'

type FrameProps = {
  business: { name: string; logoUrl?: string | null }
  person: { name: string }
  /** Links with `frameLinkClass`; `<FrameGap />` parts what is used daily from the rest. */
  navigation: ReactNode
  /** Changes when another page is shown, so that the phone's menu closes. */
  place: string
  /** On the phone the search waits in the menu; elsewhere each page has it in its head. */
  onSearch?: ((text: string) => void) | undefined
  onSignOut: () => void
  children: ReactNode
}

export const frameLinkClass = classes.link

export const FrameGap = () => <div className={classes.gap} />

/** What surrounds every page: the business, the way around, who is signed in. */
export function Frame({ children, ...around }: FrameProps) {
  const { t } = useTranslation('frame')
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('navigation.skip')}
      </a>
      <PhoneHead {...around} />
      <div className={classes.app}>
        <header className={classes.side}>
          <BrandMark {...around.business} />
          <Around {...around} />
        </header>
        <main id="content" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  )
}

type AroundProps = Omit<FrameProps, 'children'>

function PhoneHead(props: AroundProps) {
  const { business, place, onSearch } = props
  const { t } = useTranslation('frame')
  const [menuAt, setMenuAt] = useState<string | null>(null)
  const isMenuOpen = menuAt === place
  const search =
    onSearch &&
    ((text: string) => {
      setMenuAt(null)
      onSearch(text)
    })
  return (
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
        {isMenuOpen && search && <SearchField onSearch={search} />}
        {isMenuOpen && <Around {...props} />}
      </div>
    </header>
  )
}

function Around({ navigation, person, onSignOut }: AroundProps) {
  const { t } = useTranslation('frame')
  return (
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
}
