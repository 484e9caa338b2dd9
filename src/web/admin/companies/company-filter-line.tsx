import { useTranslation } from 'react-i18next'
import type { CompanyOwner } from '#contract/endpoints/companies.ts'
import { companyOrders } from '#contract/endpoints/companies.ts'
import { companyStates } from '#contract/language/company.ts'
import { Button } from '../../design/button.tsx'
import { usePhone } from '../../design/use-phone.ts'
import { ChooseOne } from '../analytics/choose-one.tsx'
import customers from '../customers/customers-page.module.css'
import { QuestionWords } from '../question-words.tsx'
import { isFiltered, type Question } from './question.ts'

type FilterLineProps = {
  question: Question
  owners: readonly CompanyOwner[]
  onChange: (change: Partial<Question>) => void
}

/** Which companies the list shows, as a sentence whose words can be changed. */
export function CompanyFilterLine(props: FilterLineProps) {
  const { question, onChange } = props
  const { t } = useTranslation('companies')
  const isPhone = usePhone()
  const words = [
    <StateWord key="state" {...props} />,
    <OwnerWord key="owner" {...props} />,
    // On the phone there are no headings to order by.
    isPhone && <OrderWord key="order" {...props} />,
  ]
  return (
    <div className={customers.filters}>
      <QuestionWords lead={t('filter.lead')} words={words} />
      {isFiltered(question) && (
        <Button
          kind="word"
          onClick={() => onChange({ search: undefined, state: undefined, owner: undefined })}
        >
          {t('filter.reset')}
        </Button>
      )}
    </div>
  )
}

function StateWord({ question, onChange }: FilterLineProps) {
  const { t } = useTranslation('companies')
  return (
    <ChooseOne<(typeof companyStates)[number] | 'any'>
      label={t('filter.state.label')}
      value={question.state ?? 'any'}
      options={[
        { value: 'any', name: t('filter.state.anyName'), word: t('filter.state.any') },
        ...companyStates.map((value) => ({
          ...{ value, name: t(`state.${value}`), word: t(`state.${value}`) },
        })),
      ]}
      onChange={(state) => onChange({ state: state === 'any' ? undefined : state })}
    />
  )
}

function OwnerWord({ question, owners, onChange }: FilterLineProps) {
  const { t } = useTranslation('companies')
  return (
    <ChooseOne
      label={t('filter.owner.label')}
      value={question.owner ?? ''}
      options={[
        { value: '', name: t('filter.owner.anyName'), word: t('filter.owner.any') },
        { value: 'me', name: t('filter.owner.meName'), word: t('filter.owner.me') },
        { value: 'nobody', name: t('filter.owner.nobodyName'), word: t('filter.owner.nobody') },
        ...owners.map(({ id, name }) => ({
          ...{ value: id, name, word: t('filter.owner.these', { name }) },
        })),
      ]}
      onChange={(owner) => onChange({ owner: owner || undefined })}
    />
  )
}

function OrderWord({ question, onChange }: FilterLineProps) {
  const { t } = useTranslation('companies')
  return (
    <ChooseOne
      label={t('filter.order.label')}
      value={question.order ?? 'name'}
      options={companyOrders.map((value) => ({
        ...{ value, name: t(`filter.order.${value}`), word: t(`filter.order.${value}`) },
      }))}
      onChange={(order) => onChange({ order })}
    />
  )
}
