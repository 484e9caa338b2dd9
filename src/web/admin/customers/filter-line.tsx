import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { customerKinds, customerOrders } from '#contract/endpoints/customers.ts'
import { listTags } from '#contract/endpoints/tags.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { usePhone } from '../../design/use-phone.ts'
import { ChooseOne } from '../analytics/choose-one.tsx'
import { QuestionWords } from '../question-words.tsx'
import { useSession } from '../session.ts'
import { ChooseLastPurchase } from './choose-last-purchase.tsx'
import { ChoosePurchases } from './choose-purchases.tsx'
import classes from './customers-page.module.css'
import { useKnownWords } from './known-words.tsx'
import { type ChangeQuestion, isFiltered, nothingAsked, type Question } from './question.ts'

type FilterLineProps = { question: Question; onChange: ChangeQuestion }

/** Whom the list shows, as a sentence whose words can be changed. */
export function FilterLine({ question, onChange }: FilterLineProps) {
  const { t } = useTranslation('customers')
  const isPhone = usePhone()
  const hasCompanies = useSession().business.companies
  const yesOrNo = useYesOrNoWords(question, onChange)
  const words = [
    (hasCompanies || question.kind !== undefined) && (
      <KindWord key="kind" question={question} onChange={onChange} />
    ),
    yesOrNo('regular', 'regular'),
    ...useNamedWords(question, onChange),
    <ChooseLastPurchase key="last" question={question} onChange={onChange} />,
    <ChoosePurchases key="purchases" question={question} onChange={onChange} />,
    yesOrNo('email', 'hasEmail'),
    ...useKnownWords(question, onChange),
    // On the phone there are no headings to order by.
    isPhone && <OrderWord key="order" question={question} onChange={onChange} />,
  ]
  return (
    <div className={classes.filters}>
      <QuestionWords lead={t('filter.lead')} words={words} />
      {isFiltered(question) && (
        <Button kind="word" onClick={() => onChange(nothingAsked())}>
          {t('filter.reset')}
        </Button>
      )}
    </div>
  )
}

/** Companies are customers with a list of their own; here they are seen on wish. */
function KindWord({ question, onChange }: FilterLineProps) {
  const { t } = useTranslation('customers')
  return (
    <ChooseOne
      label={t('filter.kind.label')}
      value={question.kind ?? 'person'}
      options={[...customerKinds, 'any' as const].map((value) => ({
        value,
        name: t(`filter.kind.${value}`),
        word: t(`filter.kind.${value}`),
      }))}
      onChange={(kind) => onChange({ kind: kind === 'person' ? undefined : kind })}
    />
  )
}

function useYesOrNoWords(question: Question, onChange: ChangeQuestion) {
  const { t } = useTranslation('customers')
  return (words: 'regular' | 'email', field: 'regular' | 'hasEmail') => (
    <ChooseOne<'any' | 'yes' | 'no'>
      key={field}
      label={t(`filter.${words}.label`)}
      value={question[field] ?? 'any'}
      options={(['any', 'yes', 'no'] as const).map((value) => ({
        value,
        name: t(`filter.${words}.${value}`),
        word: t(`filter.${words}.${value}`),
      }))}
      onChange={(value) => onChange({ [field]: value === 'any' ? undefined : value })}
    />
  )
}

/** Tags and stores are offered only where there is something to choose. */
function useNamedWords(question: Question, onChange: ChangeQuestion) {
  const { t } = useTranslation('customers')
  const tags = useCall(listTags, {}).data?.items ?? []
  const stores = useCall(listStores, {}).data?.items ?? []
  const word = (
    field: 'tag' | 'store',
    least: number,
    choices: readonly { value: string; name: string }[],
  ) => {
    const chosen = question[field]
    if (choices.length < least && chosen === undefined) return null
    const all =
      choices.some(({ value }) => value === chosen) || chosen === undefined
        ? choices
        : [...choices, { value: chosen, name: chosen }]
    return (
      <ChooseOne
        key={field}
        label={t(`filter.${field}.label`)}
        value={chosen ?? ''}
        options={[
          { value: '', name: t('filter.anyValue'), word: t(`filter.${field}.any`) },
          ...all.map(({ value, name }) => ({
            value,
            name,
            word: t(`filter.${field}.these`, { name }),
          })),
        ]}
        onChange={(value) => onChange({ [field]: value === '' ? undefined : value })}
      />
    )
  }
  return [
    word(
      'store',
      2,
      stores.map(({ code, name }) => ({ value: code, name })),
    ),
    word(
      'tag',
      1,
      tags.map(({ name }) => ({ value: name, name })),
    ),
  ]
}

function OrderWord({ question, onChange }: FilterLineProps) {
  const { t } = useTranslation('customers')
  return (
    <ChooseOne
      label={t('filter.order.label')}
      value={question.order ?? 'last_seen'}
      options={customerOrders.map((value) => ({
        value,
        name: t(`filter.order.${value}`),
        word: t(`filter.order.${value}`),
      }))}
      onChange={(order) => onChange({ order })}
    />
  )
}
