import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { QuestionWord } from '../analytics/question-word.tsx'
import { useSession } from '../session.ts'
import classes from './customers-page.module.css'
import type { ChangeQuestion, Question } from './question.ts'

type ChoosePurchasesProps = { question: Question; onChange: ChangeQuestion }

const purchasesMax = 1_000_000

/** From how many purchases on; where visits count, from how many days there. */
export function ChoosePurchases({ question, onChange }: ChoosePurchasesProps) {
  const { t } = useTranslation('customers')
  const { presence } = useSession().business
  const field = presence === 'visits' ? 'minDaysThere' : 'minPurchases'
  const asked = question[field]
  const word =
    asked === undefined ? t('filter.purchases.any') : t('filter.purchases.these', { count: asked })
  return (
    <QuestionWord label={t('filter.purchases.label')} word={word}>
      {(close) => (
        <Least
          least={asked}
          onChoose={(least) => {
            onChange({ [field]: least })
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
