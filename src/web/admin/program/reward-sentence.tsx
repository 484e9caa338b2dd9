import { Trans, useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { amountText, readAmount, readCount } from '../writing/typed-numbers.ts'
import { costOfMain, type Draft, withCostOfMain } from './draft.ts'
import type { Currency, RewardContent } from './program.ts'
import classes from './sentences.module.css'
import { usePointWords } from './use-point-words.ts'

type RewardSentenceProps = {
  reward: RewardContent
  was: RewardContent | undefined
  currency: Currency
  draft: Draft
  /** The main reward says what it costs, and with it what a point is worth. */
  isMain: boolean
  onChange: (change: Partial<RewardContent>) => void
  onDraft: (draft: Draft) => void
  onFault: (fault: string | null) => void
}

const nameMax = 100

/** What points are for: `Ab 10 Stempeln: ein Heißgetränk, das uns 1,00 € kostet.` */
export function RewardSentence(props: RewardSentenceProps) {
  const { reward, was, currency, isMain, onChange, onFault } = props
  const { t } = useTranslation('program')
  const pointWords = usePointWords(currency)
  const price = (
    <EditableWord
      kind="number"
      label={t('label.price', { reward: reward.name })}
      value={String(reward.price)}
      unit={currency.name}
      {...(was && { was: t('page.was', { words: String(was.price) }) })}
      onChange={(text) => {
        const read = readCount(text, 1)
        onFault(read === null ? t('fault.count') : null)
        if (read !== null) onChange({ price: read })
      }}
    />
  )
  const name = (
    <EditableWord
      label={t('label.reward')}
      value={reward.name}
      onChange={(text) => onChange({ name: text.trim().slice(0, nameMax) })}
    />
  )
  const isCheaper = was !== undefined && was.price !== reward.price
  return (
    <li>
      <p>
        <Trans t={t} i18nKey="sentence.reward" components={{ price, name }} />
        {isMain && (
          <>
            {' '}
            <CostSaid {...props} />
          </>
        )}
      </p>
      {(isCheaper || !was) && (
        <span className={classes.was}>
          {was ? t('page.was', { words: pointWords(was.price) }) : t('page.isNew')}
        </span>
      )}
    </li>
  )
}

function CostSaid({ draft, onDraft, onFault }: RewardSentenceProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const decimals = currencyDecimals(format.currency)
  const minor = costOfMain(draft, decimals) ?? 0
  const cost = (
    <EditableWord
      kind="number"
      label={t('label.cost')}
      value={amountText(minor, format.currency, format.language)}
      shown={format.money(minor)}
      onChange={(text) => {
        const read = readAmount(text, format.currency)
        onFault(read === null ? t('fault.amount') : null)
        if (read !== null) onDraft(withCostOfMain(draft, read, decimals))
      }}
    />
  )
  return <Trans t={t} i18nKey="sentence.cost" components={{ cost }} />
}
