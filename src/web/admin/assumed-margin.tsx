import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readBusiness } from '#contract/endpoints/business.ts'
import { useCall } from '../client/index.ts'
import { useFormat } from '../design/provider.tsx'
import classes from './assumed-margin.module.css'
import { useMay } from './session.ts'

/** Beside each figure of profit, as long as nobody has said what the business keeps of its sales. */
export function AssumedMargin() {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const may = useMay()
  const business = useCall(readBusiness, {}).data
  if (business === undefined || business.marginSaid) return null
  return (
    <span className={classes.line}>
      {t('assumedMargin.sentence', { margin: format.percent(business.defaultMargin, 0) })}{' '}
      {may('business:write') && (
        <Link to="/settings/$section" params={{ section: 'counting' }}>
          {t('assumedMargin.say')}
        </Link>
      )}
    </span>
  )
}
