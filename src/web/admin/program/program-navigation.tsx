import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session.ts'
import classes from './program-navigation.module.css'

/** From the page of the program to what only some need. */
export function ProgramNavigation() {
  const { t } = useTranslation('program')
  const may = useMay()
  return (
    <nav className={classes.ways} aria-label={t('navigation.label')}>
      <Link to="/program/rules">{t('navigation.rules')}</Link>
      <Link to="/program/tiers">{t('navigation.tiers')}</Link>
      {may('program:define') && <Link to="/program/simulation">{t('navigation.simulation')}</Link>}
      {may('cards:print') && <Link to="/prints">{t('navigation.prints')}</Link>}
      {may('program:define') && <Link to="/program/ending">{t('navigation.ending')}</Link>}
    </nav>
  )
}
