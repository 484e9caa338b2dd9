import { useTranslation } from 'react-i18next'
import { type Business, readBusiness } from '#contract/endpoints/business.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import classes from '../forms/forms.module.css'
import { PercentField, percentOf, shareOf } from '../forms/number-fields.tsx'
import { Loaded } from '../loaded.tsx'
import { RecountProgress } from '../recount-progress.tsx'
import { CurrencyField } from './currency-field.tsx'
import { ExchangeRates } from './exchange-rates.tsx'
import { MarginRates } from './margin-rates.tsx'
import { MarginUnsaid } from './margin-unsaid.tsx'
import { countedAnew, RecountAhead } from './recount.tsx'
import { SaveRow } from './save-row.tsx'
import { SectionHead } from './section-head.tsx'
import { TimeZoneField } from './time-zone-field.tsx'
import { useSettingsForm } from './use-settings-form.ts'

export function CountingSection() {
  const business = useCall(readBusiness, {})
  return (
    <>
      <SectionHead name="counting" />
      <Loaded reply={business} shape="rows">
        {(known) => (
          <>
            <RecountProgress />
            <CountingForm known={known} />
            <div className={classes.part}>
              <MarginRates business={known} />
            </div>
            <div className={classes.part}>
              <ExchangeRates business={known} />
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}

/** Percent fields hold a text while they are empty. */
type Values = {
  timeZone: string
  currency: string
  margin: number | string
  taxRate: number | string
}

const read = (business: Business): Values => ({
  timeZone: business.timeZone,
  currency: business.currency,
  margin: percentOf(business.defaultMargin),
  taxRate: percentOf(business.defaultTaxRate),
})

const write = ({ timeZone, currency, margin, taxRate }: Values) => ({
  timeZone,
  currency,
  defaultMargin: shareOf(margin),
  defaultTaxRate: shareOf(taxRate),
})

function CountingForm({ known }: { known: Business }) {
  const { t } = useTranslation('settings')
  const percentFault = usePercentFault()
  const { form, change, submit, row } = useSettingsForm({
    known,
    read,
    write,
    validate: { margin: percentFault, taxRate: percentFault },
    onSaved: (saved) => toast(t(countedAnew(saved) ? 'save.recounted' : 'save.done')),
  })
  const anew = countedAnew(change)
  const order = { inputWrapperOrder: hintBelow }
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.part}>
        <Section heading={t('counting.time')}>
          <div className={classes.fields}>
            <TimeZoneField {...form.getInputProps('timeZone')} />
          </div>
        </Section>
      </div>
      <div className={classes.part}>
        <Section heading={t('counting.money')}>
          <div className={classes.fields}>
            <CurrencyField isFixed={known.currencyFixed} {...form.getInputProps('currency')} />
            <PercentField
              label={t('counting.defaultMargin')}
              description={t('counting.defaultMarginHint')}
              {...order}
              {...form.getInputProps('margin')}
            />
            <PercentField
              label={t('counting.defaultTaxRate')}
              description={t('counting.defaultTaxRateHint')}
              {...order}
              {...form.getInputProps('taxRate')}
            />
            <MarginUnsaid known={known} />
          </div>
        </Section>
      </div>
      <SaveRow {...row}>{anew && <RecountAhead of={anew} />}</SaveRow>
    </form>
  )
}

const hintBelow: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'error',
  'description',
]

function usePercentFault() {
  const { t } = useTranslation('settings')
  return (percent: number | string) =>
    percent === '' || Number(percent) > 100 || Number(percent) < 0
      ? t('fault.number', { from: 0, to: 100 })
      : null
}
