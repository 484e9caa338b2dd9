import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useMoneyWord } from '../writing/money-word.tsx'
import { amountText, decimalText, readAmount, readDecimal } from '../writing/typed-numbers.ts'
import { benefitOf } from './draft.ts'
import type { SentencesProps } from './sentences-props.ts'
import { percentWords } from './use-voucher-words.ts'
import type { Benefit } from './voucher.ts'

const kinds = ['percent', 'amount', 'free_article', 'free_shipping'] as const

/** What the voucher brings; the sentence changes with the kind. */
export function BenefitSentence(props: SentencesProps) {
  const { benefit } = props.draft.content
  switch (benefit.kind) {
    case 'percent':
      return <PercentSentence {...props} benefit={benefit} />
    case 'amount':
      return <AmountSentence {...props} benefit={benefit} />
    case 'free_article':
      return <ArticleSentence {...props} benefit={benefit} />
    case 'free_shipping':
      return <Said {...props} sentence="form.shipping" words={{}} />
  }
}

type Of<Kind extends Benefit['kind']> = SentencesProps & {
  benefit: Extract<Benefit, { kind: Kind }>
}

type SaidProps = SentencesProps & {
  sentence: 'form.percent' | 'form.amount' | 'form.amountParts' | 'form.article' | 'form.shipping'
  words: Record<string, ReactElement>
}

function Said({ draft, onContent, sentence, words }: SaidProps) {
  const { t } = useTranslation('vouchers')
  const { kind } = draft.content.benefit
  const components = {
    ...words,
    kind: (
      <EditableWord
        label={t('form.kindLabel')}
        value={kind}
        shown={t(`form.kinds.${kind}`)}
        options={kinds.map((value) => ({ value, word: t(`form.kinds.${value}`) }))}
        onChange={(chosen) => {
          const found = kinds.find((one) => one === chosen)
          if (found) onContent({ benefit: benefitOf(found) })
        }}
      />
    ),
  }
  return (
    <p>
      <Trans t={t} i18nKey={sentence} components={components} />
    </p>
  )
}

function PercentSentence({ benefit, ...props }: Of<'percent'>) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const { onContent, onFault } = props
  const moneyWord = useMoneyWord(onFault)
  const take = (text: string) => {
    const percent = Math.round((readDecimal(text) ?? 0) * 100) / 100
    const fits = percent >= 0.01 && percent <= 100
    onFault(fits ? null : t('form.fault.percent'))
    if (fits) onContent({ benefit: { ...benefit, percent } })
  }
  const words = {
    percent: (
      <EditableWord
        kind="number"
        label={t('form.percentLabel')}
        value={decimalText(benefit.percent, format.language)}
        shown={percentWords(format, benefit.percent)}
        onChange={take}
      />
    ),
    max: moneyWord({
      label: t('form.maxLabel'),
      amount: benefit.discountMax ?? null,
      none: t('form.maxNone'),
      some: (amount) => t('form.maxUpTo', { amount }),
      onChange: (discountMax) => onContent({ benefit: { ...benefit, discountMax } }),
    }),
  }
  return <Said {...props} sentence="form.percent" words={words} />
}

function AmountSentence({ benefit, ...props }: Of<'amount'>) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const { draft, onContent, onFault } = props
  const take = (text: string) => {
    const amount = readAmount(text, format.currency)
    const fits = amount !== null && amount > 0
    onFault(fits ? null : t('form.fault.amount'))
    if (fits) onContent({ benefit: { ...benefit, amount } })
  }
  const words = {
    amount: (
      <EditableWord
        kind="number"
        label={t('form.amountLabel')}
        value={amountText(benefit.amount, format.currency, format.language)}
        shown={format.money(benefit.amount)}
        onChange={take}
      />
    ),
    parts: (
      <EditableWord
        label={t('form.partsLabel')}
        value={benefit.inParts ? 'yes' : 'no'}
        shown={t(benefit.inParts ? 'form.parts.yes' : 'form.parts.no')}
        options={(['no', 'yes'] as const).map((value) => ({
          value,
          word: t(`form.parts.${value}`),
        }))}
        onChange={(choice) => onContent({ benefit: { ...benefit, inParts: choice === 'yes' } })}
      />
    ),
  }
  const isSingle = draft.codes.kind === 'single'
  return <Said {...props} sentence={isSingle ? 'form.amountParts' : 'form.amount'} words={words} />
}

function ArticleSentence({ benefit, ...props }: Of<'free_article'>) {
  const { t } = useTranslation('vouchers')
  const { onContent } = props
  const words = {
    article: (
      <EditableWord
        label={t('form.articleLabel')}
        value={benefit.name}
        shown={benefit.name || t('form.articleEmpty')}
        onChange={(name) => onContent({ benefit: { ...benefit, name: name.trim().slice(0, 200) } })}
      />
    ),
    sku: (
      <EditableWord
        label={t('form.skuLabel')}
        value={benefit.sku}
        shown={benefit.sku || t('form.skuEmpty')}
        onChange={(sku) => onContent({ benefit: { ...benefit, sku: sku.trim().slice(0, 64) } })}
      />
    ),
  }
  return <Said {...props} sentence="form.article" words={words} />
}
