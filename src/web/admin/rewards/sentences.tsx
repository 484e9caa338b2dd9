import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { FromWord, UntilWord } from '../writing/day-words.tsx'
import { NameWord } from '../writing/name-word.tsx'
import { useNumberWords } from '../writing/number-words.tsx'
import { useOftenWord } from '../writing/often-word.tsx'
import classes from '../writing/writing.module.css'
import { GiftCost } from './gift-cost.tsx'
import { GivesSentence } from './gives-sentence.tsx'
import { PartSentence } from './part-sentence.tsx'
import type { SentencesProps } from './sentences-props.ts'
import { useCurrencies } from './use-reward-words.ts'
import { useTiers } from './use-tiers.ts'

/** A reward as sentences; each underlined word can be changed in place. */
export function Sentences(props: SentencesProps) {
  const { t } = useTranslation('rewards')
  const { draft, onChange } = props
  return (
    <div className={classes.sentences}>
      <p>
        <Trans
          t={t}
          i18nKey="form.name"
          components={{
            name: <NameWord name={draft.name} onChange={(name) => onChange({ name })} />,
          }}
        />
      </p>
      <PriceSentence {...props} />
      <GivesSentence {...props} />
      <GiftCost gives={draft.gives} times={draft.stock} />
      <PartSentence {...props} />
      <CountSentence {...props} />
      <TierSentence {...props} />
      <DaysSentence {...props} />
    </div>
  )
}

function PriceSentence({ draft, isNew, onChange, onFault }: SentencesProps) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { countWord } = useNumberWords(onFault)
  const { currencies, nameOf } = useCurrencies()
  const name = nameOf(draft.currency)
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.price"
        components={{
          price: countWord({
            label: t('form.priceLabel'),
            count: draft.price,
            shown: format.number(draft.price),
            onChange: (price) => onChange({ price }),
          }),
          currency:
            isNew && currencies.length > 1 ? (
              <EditableWord
                label={t('form.currencyLabel')}
                value={draft.currency}
                shown={name}
                options={currencies.map((one) => ({ value: one.currency, word: one.name }))}
                onChange={(currency) => onChange({ currency })}
              />
            ) : (
              <span>{name}</span>
            ),
        }}
      />
    </p>
  )
}

function CountSentence({ draft, onChange, onFault }: SentencesProps) {
  const { t } = useTranslation('rewards')
  const oftenWord = useOftenWord(onFault)
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.count"
        components={{
          stock: oftenWord({
            label: t('form.stockLabel'),
            max: draft.stock,
            onChange: (stock) => onChange({ stock }),
          }),
          perCustomer: oftenWord({
            label: t('form.perCustomerLabel'),
            max: draft.perCustomer,
            onChange: (perCustomer) => onChange({ perCustomer }),
          }),
        }}
      />
    </p>
  )
}

/** Whoever holds a level or a higher one; a program without tiers has no such sentence. */
function TierSentence({ draft, onChange }: SentencesProps) {
  const { t } = useTranslation('rewards')
  const levels = useTiers()
  if (levels.length === 0) return null
  const options = [
    { value: '', word: t('form.everyone') },
    ...levels.map(({ key, name }, index) => ({
      value: key,
      word: t(index === levels.length - 1 ? 'form.onlyTier' : 'form.fromTier', { tier: name }),
    })),
  ]
  const lowest = levels.find(({ key }) => draft.tiers.includes(key))?.key ?? ''
  const from = (lowestKey: string) =>
    lowestKey === ''
      ? []
      : levels.slice(levels.findIndex(({ key }) => key === lowestKey)).map(({ key }) => key)
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.tiers"
        components={{
          tiers: (
            <EditableWord
              label={t('form.tiersLabel')}
              value={lowest}
              shown={options.find(({ value }) => value === lowest)?.word ?? ''}
              options={options}
              onChange={(chosen) => onChange({ tiers: from(chosen) })}
            />
          ),
        }}
      />
    </p>
  )
}

function DaysSentence({ draft: { from, until }, onChange }: SentencesProps) {
  const { t } = useTranslation('rewards')
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.valid"
        components={{
          from: (
            <FromWord
              label={t('form.fromLabel')}
              day={from}
              onChange={(day) => onChange({ from: day ?? from })}
            />
          ),
          until: (
            <UntilWord
              label={t('form.untilLabel')}
              day={until}
              onChange={(day) => onChange({ until: day })}
            />
          ),
        }}
      />
    </p>
  )
}
