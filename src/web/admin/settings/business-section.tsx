import { Checkbox, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  type Business,
  type BusinessChange,
  readBusiness,
  trades,
} from '#contract/endpoints/business.ts'
import { presences } from '#kernel/presence.ts'
import { languages, nounOf } from '#locales/language.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import { ChoiceField } from '../forms/choice-field.tsx'
import classes from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { RegularRule } from './regular-rule.tsx'
import { SaveRow } from './save-row.tsx'
import { SectionHead } from './section-head.tsx'
import { useSettingsForm } from './use-settings-form.ts'

export function BusinessSection() {
  const business = useCall(readBusiness, {})
  return (
    <>
      <SectionHead name="business" />
      <Loaded reply={business} shape="rows">
        {(known) => <BusinessForm known={known} />}
      </Loaded>
    </>
  )
}

const read = ({
  name,
  trade,
  addressForm,
  language,
  presence,
  regularPurchaseDays,
  regularWithinDays,
  companiesShown,
}: Business) => ({
  ...{ name, trade, addressForm, language, regularPurchaseDays, regularWithinDays },
  ...{ presence, companiesShown },
})

function BusinessForm({ known }: { known: Business }) {
  const { t } = useTranslation(['settings', 'frame', 'companies'])
  const sayDone = useSayDone(known)
  const { form, submit, row } = useSettingsForm({
    known,
    read,
    write: (values) => ({ ...values, name: values.name.trim() }),
    validate: {
      // A business that never had a name is not held up by it; one that has keeps one.
      name: (name) => (name.trim() === '' && known.name !== '' ? t('fault.missing') : null),
      regularWithinDays: (within, { regularPurchaseDays }) =>
        regularPurchaseDays > within ? t('business.regularImpossible') : null,
    },
    onSaved: sayDone,
  })
  const { values } = form
  const noun = useNounWord()
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.part}>
        <Section heading={t('business.words')}>
          <div className={classes.fields}>
            <TextInput label={t('business.name')} maxLength={200} {...form.getInputProps('name')} />
            <Select
              label={t('business.trade')}
              description={t('business.tradeHint', { noun: noun(values.trade) })}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={trades.map((trade) => ({ value: trade, label: t(`business.trades.${trade}`) }))}
              allowDeselect={false}
              {...form.getInputProps('trade')}
            />
            <ChoiceField
              label={t('business.addressForm')}
              hint={`${t('business.addressHint')} ${t(`business.addressExample.${values.addressForm}`)}`}
              value={values.addressForm}
              options={[
                { value: 'Sie', word: 'Sie' },
                { value: 'du', word: 'du' },
              ]}
              onChange={(form_) => form.setFieldValue('addressForm', form_)}
            />
            <ChoiceField
              label={t('business.language')}
              hint={t('business.languageHint')}
              value={values.language}
              options={languages.map((value) => ({ value, word: t(`frame:language.${value}`) }))}
              onChange={(language) => form.setFieldValue('language', language)}
            />
          </div>
        </Section>
      </div>
      <div className={classes.part}>
        <Section heading={t('business.whoWasHere')} note={t('business.presenceNote')}>
          <div className={classes.fields}>
            <ChoiceField
              label={t('business.presence')}
              hint={t(`business.presenceHint.${values.presence}`)}
              value={values.presence}
              options={presences.map((value) => ({
                value,
                word: t(`business.presences.${value}`),
              }))}
              onChange={(presence) => form.setFieldValue('presence', presence)}
            />
          </div>
        </Section>
      </div>
      <div className={classes.part}>
        <Section heading={t('business.regular')} note={t('business.regularNote')}>
          <RegularRule
            known={known}
            days={values.regularPurchaseDays}
            within={values.regularWithinDays}
            onDays={(days) => form.setFieldValue('regularPurchaseDays', days)}
            onWithin={(days) => form.setFieldValue('regularWithinDays', days)}
          />
        </Section>
      </div>
      <div className={classes.part}>
        <Section heading={t('companies:shown')} note={t('companies:shownNote')}>
          <Checkbox
            label={t('companies:shownLabel')}
            description={t('companies:shownHint')}
            {...form.getInputProps('companiesShown', { type: 'checkbox' })}
          />
        </Section>
      </div>
      <SaveRow {...row} />
    </form>
  )
}

function useNounWord() {
  const { t } = useTranslation('settings')
  return (trade: Business['trade']) =>
    nounOf(trade) === 'guest' ? t('save.nounGuest') : t('save.nounCustomer')
}

/** A change that renames the customers everywhere says so. */
function useSayDone(before: Business) {
  const { t } = useTranslation('settings')
  const noun = useNounWord()
  return ({ trade = before.trade }: BusinessChange) => {
    const renames = nounOf(trade) !== nounOf(before.trade)
    toast(renames ? t('save.doneNoun', { noun: noun(trade) }) : t('save.done'))
  }
}
