import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readImport } from '#contract/endpoints/imports.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import type { Preview } from './columns-of.ts'
import classes from './import-preview.module.css'
import { RateMissing } from './rate-missing.tsx'

/** What somebody should know before this file counts. */
export function PreviewNotes({ preview }: { preview: Preview }) {
  const { t } = useTranslation('imports')
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
          {warning === 'exchange_rate_missing' ? (
            <RateMissing currency={mapping.currency} />
          ) : (
            <Warning>{t(`warning.${warning}`, { currency: mapping.currency })}</Warning>
          )}
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
