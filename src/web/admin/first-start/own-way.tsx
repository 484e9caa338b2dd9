import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listImports } from '#contract/endpoints/imports.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { DropPurchases } from '../imports/drop-purchases.tsx'
import classes from './first-start.module.css'

/** A file of one's own; one that was left on the way is found again. */
export function OwnWay() {
  const { t } = useTranslation('first-start')
  const { data } = useCall(listImports, { query: { limit: 5 } })
  const left = data?.items.find((one) => isLeft(one))
  return (
    <Section heading={t('own.heading')}>
      <div className={classes.way}>
        {left && (
          <p>
            {t(`own.${left.status}`, { name: left.fileName })}{' '}
            <Link to="/imports/$importId" params={{ importId: left.id }}>
              {t(left.status === 'running' ? 'own.look' : 'own.goOn')}
            </Link>
          </p>
        )}
        <DropPurchases isMain />
        <p className={classes.hint}>{t('own.stays')}</p>
      </div>
    </Section>
  )
}

const leftAt = ['uploaded', 'running', 'canceled', 'failed'] as const

const isLeft = <One extends { status: string }>(
  one: One,
): one is One & { status: (typeof leftAt)[number] } =>
  leftAt.some((status) => status === one.status)
