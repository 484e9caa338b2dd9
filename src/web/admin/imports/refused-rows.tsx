import { useTranslation } from 'react-i18next'
import { readRefusedRows } from '#contract/endpoints/imports.ts'
import { addressOf } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { DropImport } from './drop-import.tsx'
import classes from './imports.module.css'
import type { OneImport } from './one-import.ts'

type RefusedRowsProps = {
  one: OneImport
  /** Left out: as many as were refused whole. */
  count?: number
}

/** What did not fit goes out with its reason and may come back mended. */
export function RefusedRows({ one, count = one.result.refused }: RefusedRowsProps) {
  const { t } = useTranslation('imports')
  const { language } = useFormat()
  const address = addressOf(readRefusedRows, { importId: one.id }, { language })
  return (
    <Section heading={t('refused.heading', { count })} warning>
      <p className={classes.words}>
        {t(one.kind === 'customers' ? 'refused.wordsCustomers' : 'refused.words')}{' '}
        <a href={address} download>
          {t('refused.download')}
        </a>
      </p>
      <DropImport kind={one.kind} label={t('refused.drop')} hint="" />
    </Section>
  )
}
