import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './coverage.module.css'
import { useFormat } from './provider.tsx'

type CoverageProps = {
  /** Share of receipts that carry a customer, 0 to 1 */
  share: number
  /** More words after the share, such as the counts behind it. */
  children?: ReactNode
}

/** How much of what was sold stands behind a figure. */
export function Coverage({ share, children }: CoverageProps) {
  const { t } = useTranslation('frame')
  const format = useFormat()
  return (
    <span className={classes.coverage}>
      <i
        className={classes.bar}
        aria-hidden="true"
        style={{ ['--share' as string]: `${Math.min(1, Math.max(0, share)) * 100}%` }}
      />
      <span>
        {t('figure.coverage', { share: format.percent(share, 0) })}
        {children}
      </span>
    </span>
  )
}
