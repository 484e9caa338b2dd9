import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readImport } from '#contract/endpoints/imports.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import { useMay } from '../session.ts'
import type { Preview } from './columns-of.ts'
import classes from './import-preview.module.css'

/** What somebody should know before this file counts. */
export function PreviewNotes({ preview }: { preview: Preview }) {
  const { t } = useTranslation('imports')
  const may = useMay()
  const { warnings, earlierImport, savedMapping, mapping } = preview
  if (warnings.length === 0 && !earlierImport && !savedMapping) return null
  return (
    <ul className={classes.notes}>
      {earlierImport && (
        <li>
          <Earlier importId={earlierImport} />
        </li>
      )}
      {savedMapping && <li>{t('preview.saved', { name: savedMapping.name })}</li>}
      {warnings.map((warning) => (
        <li key={warning}>
          <p>
            <Warning>{t(`warning.${warning}`, { currency: mapping.currency })}</Warning>{' '}
            {warning === 'exchange_rate_missing' && may('business:write') && (
              <Link to="/settings/$section" params={{ section: 'counting' }}>
                {t('preview.rateLink')}
              </Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Earlier({ importId }: { importId: string }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const earlier = useCall(readImport, { params: { importId } }).data
  if (!earlier) return null
  return (
    <p>
      <Warning>{t('preview.earlier', { date: format.date(earlier.createdAt) })}</Warning>{' '}
      <Link to="/imports/$importId" params={{ importId }}>
        {t('preview.earlierLink')}
      </Link>
    </p>
  )
}
