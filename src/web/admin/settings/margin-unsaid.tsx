import { useTranslation } from 'react-i18next'
import { readSetUp } from '#contract/endpoints/analytics.ts'
import { type Business, readBusiness, updateBusiness } from '#contract/endpoints/business.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { toast } from '../../design/toast.tsx'
import classes from '../forms/forms.module.css'
import { usePercent } from '../forms/number-fields.tsx'
import { useRefusal } from '../forms/refusal.ts'

/** A margin nobody has named yet can be confirmed as it stands. */
export function MarginUnsaid({ known: { defaultMargin, marginSaid } }: { known: Business }) {
  const { t } = useTranslation('settings')
  const refusal = useRefusal()
  const margin = usePercent()(defaultMargin)
  const confirm = useAction(updateBusiness, {
    changes: [readBusiness, readSetUp],
    onDone: () => toast(t('counting.marginConfirmed', { margin })),
  })
  if (marginSaid) return null
  return (
    <div className={classes.whole}>
      <p className={classes.hint}>
        {t('counting.marginAssumed', { margin })}{' '}
        <Button
          kind="word"
          busy={confirm.isPending}
          onClick={() => confirm.mutate({ body: { defaultMargin } })}
        >
          {t('counting.marginConfirm', { margin })}
        </Button>
      </p>
      {confirm.error && <Refusal>{refusal(confirm.error)}</Refusal>}
    </div>
  )
}
