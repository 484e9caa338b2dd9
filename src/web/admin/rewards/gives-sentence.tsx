import type { ReactElement } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useNumberWords } from '../writing/number-words.tsx'
import { givesOf } from './draft.ts'
import { type Gives, giftKinds } from './reward.ts'
import type { SentencesProps } from './sentences-props.ts'
import { useArticles } from './use-reward-words.ts'

/** What the reward gives; the sentence changes with the kind. */
export function GivesSentence(props: SentencesProps) {
  const { t } = useTranslation('rewards')
  const { draft, onChange } = props
  const { articles } = useArticles()
  const { gives } = draft
  const value = useValueWord(props)
  const first = articles.find(({ archivedAt }) => archivedAt === null)?.key ?? ''
  const kind = (
    <EditableWord
      label={t('form.kindLabel')}
      value={gives.kind}
      shown={t(`form.kinds.${gives.kind}`)}
      options={giftKinds.map((one) => ({ value: one, word: t(`form.kinds.${one}`) }))}
      onChange={(chosen) => {
        const found = giftKinds.find((one) => one === chosen)
        if (found) onChange({ gives: givesOf(found, first) })
      }}
    />
  )
  return (
    <p>
      <Trans t={t} i18nKey={`form.${gives.kind}`} components={{ kind, ...value }} />
    </p>
  )
}

/** The word beside the kind: how much, or which article. */
function useValueWord({ draft, onChange, onFault }: SentencesProps): Record<string, ReactElement> {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { countWord, amountWord } = useNumberWords(onFault)
  const articleWord = useArticleWord()
  const { gives } = draft
  const change = (changed: Gives) => onChange({ gives: changed })
  switch (gives.kind) {
    case 'percent_voucher':
      return {
        percent: countWord({
          label: t('form.percentLabel'),
          count: gives.percent,
          shown: format.percent(gives.percent / 100, 0),
          max: 100,
          fault: t('form.fault.percent'),
          onChange: (percent) => change({ ...gives, percent }),
        }),
      }
    case 'amount_voucher':
    case 'donation':
      return {
        amount: amountWord(t('form.amountLabel'), gives.amount, (amount) =>
          change({ ...gives, amount }),
        ),
      }
    case 'article':
    case 'exclusive_product':
      return {
        article: articleWord(gives.article, (article) => change({ ...gives, article })),
      }
    case 'shipping_voucher':
    case 'experience':
    case 'partner_code':
      return {}
  }
}

function useArticleWord() {
  const { t } = useTranslation('rewards')
  const { articles, nameOf } = useArticles()
  const offered = articles.filter(({ archivedAt }) => archivedAt === null)
  return (article: string, onChange: (article: string) => void) => (
    <EditableWord
      label={t('form.articleLabel')}
      value={article}
      shown={article === '' ? t('form.articleEmpty') : nameOf(article)}
      options={[
        ...(article === '' ? [{ value: '', word: t('form.articleEmpty') }] : []),
        ...offered.map(({ key, name }) => ({ value: key, word: name })),
      ]}
      onChange={onChange}
    />
  )
}
