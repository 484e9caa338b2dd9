import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readBusiness, updateBusiness } from '#contract/endpoints/business.ts'
import { previewImport } from '#contract/endpoints/imports.ts'
import { readSession, readWelcome } from '#contract/endpoints/session.ts'
import { useAction, useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import { Warning } from '../../design/warning.tsx'
import { useRefusal } from '../forms/refusal.ts'
import { useMay } from '../session.ts'
import classes from './import-preview.module.css'

/** A currency nobody named a rate of: as long as nothing is counted it may be the business's own. */
export function RateMissing({ currency }: { currency: string }) {
  const { t } = useTranslation('imports')
  const mayChange = useMay()('business:write')
  const business = useCall(readBusiness, {}, { enabled: mayChange }).data
  const mayBeOwn = business !== undefined && !business.currencyFixed
  return (
    <>
      <Warning>
        {mayBeOwn
          ? t('preview.otherCurrency', { currency, own: business.currency })
          : t('warning.exchange_rate_missing', { currency })}
      </Warning>
      {mayChange && (
        <div className={classes.ways}>
          {mayBeOwn && <TakeAsOwn currency={currency} />}
          <Link to="/settings/$section" params={{ section: 'counting' }}>
            {t('preview.rateLink')}
          </Link>
        </div>
      )}
    </>
  )
}

function TakeAsOwn({ currency }: { currency: string }) {
  const { t } = useTranslation('imports')
  const refusal = useRefusal()
  const change = useAction(updateBusiness, {
    changes: [readBusiness, readSession, readWelcome, previewImport],
    onDone: () => toast(t('preview.ownCurrencyTaken', { currency })),
  })
  return (
    <>
      <Button
        kind="word"
        busy={change.isPending}
        onClick={() => change.mutate({ body: { currency } })}
      >
        {t('preview.ownCurrency', { currency })}
      </Button>
      {change.error && <Refusal>{refusal(change.error)}</Refusal>}
    </>
  )
}
