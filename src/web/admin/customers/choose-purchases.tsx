import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { QuestionWord } from '../analytics/question-word.tsx'
import classes from './customers-page.module.css'
import type { ChangeQuestion, Question } from './question.ts'

type ChoosePurchasesProps = { question: Question; onChange: ChangeQuestion }

const purchasesMax = 1_000_000

/** From how many purchases on. */
export function ChoosePurchases({ question: { minPurchases }, onChange }: ChoosePurchasesProps) {
  const { t } = useTranslation('customers')
  const word =
    minPurchases === undefined
      ? t('filter.purchases.any')
      : t('filter.purchases.these', { count: minPurchases })
  return (
    <QuestionWord label={t('filter.purchases.label')} word={word}>
      {(close) => (
        <Least
          least={minPurchases}
          onChoose={(least) => {
            onChange({ minPurchases: least })
            close()
          }}
        />
      )}
    </QuestionWord>
  )
}

type LeastProps = { least: number | undefined; onChoose: (least: number | undefined) => void }

function Least({ least, onChoose }: LeastProps) {
  const { t } = useTranslation('customers')
  const [value, setValue] = useState<number | string>(least ?? '')
  return (
    <form
      className={classes.choice}
      onSubmit={(event) => {
        event.preventDefault()
        onChoose(value === '' || value === 0 ? undefined : Number(value))
      }}
    >
      <NumberInput
        label={t('filter.purchases.label')}
        min={0}
        max={purchasesMax}
        allowDecimal={false}
        value={value}
        onChange={setValue}
      />
      <Button type="submit">{t('filter.purchases.apply')}</Button>
    </form>
  )
}
