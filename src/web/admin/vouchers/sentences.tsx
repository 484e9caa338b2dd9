import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { GiftCost } from '../rewards/gift-cost.tsx'
import { FromWord, UntilWord } from '../writing/day-words.tsx'
import { useMoneyWord } from '../writing/money-word.tsx'
import { NameWord } from '../writing/name-word.tsx'
import { useOftenWord } from '../writing/often-word.tsx'
import { readCount } from '../writing/typed-numbers.ts'
import classes from '../writing/writing.module.css'
import { BenefitSentence } from './benefit-sentence.tsx'
import { countMax, usesMaxOf } from './draft.ts'
import type { SentencesProps } from './sentences-props.ts'

/** The promise as sentences; each underlined word can be changed in place. */
export function Sentences(props: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const { draft, onContent } = props
  return (
    <div className={classes.sentences}>
      <p>
        <Trans
          t={t}
          i18nKey="form.name"
          components={{
            name: (
              <NameWord
                name={draft.content.name}
                lengthMax={200}
                onChange={(name) => onContent({ name })}
              />
            ),
          }}
        />
      </p>
      <BenefitSentence {...props} />
      <GiftCost
        gives={draft.content.benefit}
        costPerUse={draft.content.costPerUse}
        times={usesMaxOf(draft)}
      />
      <ValidSentence {...props} />
      <WhoSentence {...props} />
      <BasketSentence {...props} />
      {props.onCodes && <CodesSentence {...props} onCodes={props.onCodes} />}
    </div>
  )
}

function ValidSentence({ draft: { content }, onContent }: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const { validFrom, validUntil } = content
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.valid"
        components={{
          from: (
            <FromWord
              label={t('form.fromLabel')}
              day={validFrom}
              none={t('form.fromNow')}
              onChange={(day) => onContent({ validFrom: day })}
            />
          ),
          until: (
            <UntilWord
              label={t('form.untilLabel')}
              day={validUntil}
              onChange={(day) => onContent({ validUntil: day })}
            />
          ),
        }}
      />
    </p>
  )
}

function WhoSentence({ draft: { content }, onContent, onFault }: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const oftenWord = useOftenWord(onFault)
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.who"
        components={{
          audience: (
            <EditableWord
              label={t('form.audienceLabel')}
              value={content.audience}
              shown={t(`form.audience.${content.audience}`)}
              options={(['all', 'regulars'] as const).map((value) => ({
                value,
                word: t(`form.audience.${value}`),
              }))}
              onChange={(audience) =>
                onContent({ audience: audience === 'regulars' ? 'regulars' : 'all' })
              }
            />
          ),
          perCustomer: oftenWord({
            label: t('form.perCustomerLabel'),
            max: content.perCustomerMax,
            onChange: (perCustomerMax) => onContent({ perCustomerMax }),
          }),
          total: oftenWord({
            label: t('form.totalLabel'),
            max: content.totalMax,
            onChange: (totalMax) => onContent({ totalMax }),
          }),
        }}
      />
    </p>
  )
}

function BasketSentence({ draft: { content }, onContent, onFault }: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const moneyWord = useMoneyWord(onFault)
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.basket"
        components={{
          basket: moneyWord({
            label: t('form.basketLabel'),
            amount: content.basketMin,
            none: t('form.basketAny'),
            some: (amount) => t('form.basketMin', { amount }),
            onChange: (basketMin) => onContent({ basketMin }),
          }),
          combinable: (
            <EditableWord
              label={t('form.combinableLabel')}
              value={content.combinable ? 'yes' : 'no'}
              shown={t(content.combinable ? 'form.combinable.yes' : 'form.combinable.no')}
              options={(['no', 'yes'] as const).map((value) => ({
                value,
                word: t(`form.combinable.${value}`),
              }))}
              onChange={(choice) => onContent({ combinable: choice === 'yes' })}
            />
          ),
        }}
      />
    </p>
  )
}

type CodesSentenceProps = SentencesProps & Required<Pick<SentencesProps, 'onCodes'>>

function CodesSentence({ draft, onCodes, onFault }: CodesSentenceProps) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const { kind, code, count } = draft.codes
  const takeCount = (text: string) => {
    const read = readCount(text, 0)
    const fits = read !== null && read <= countMax
    onFault(fits ? null : t('form.fault.count', { max: countMax }))
    if (fits) onCodes({ count: read })
  }
  return (
    <p>
      <Trans
        t={t}
        i18nKey={kind === 'shared' ? 'form.codesShared' : 'form.codesSingle'}
        components={{
          codeKind: (
            <EditableWord
              label={t('form.codeKindLabel')}
              value={kind}
              shown={t(`form.codeKinds.${kind}`)}
              options={(['shared', 'single'] as const).map((value) => ({
                value,
                word: t(`form.codeKinds.${value}`),
              }))}
              onChange={(chosen) => onCodes({ kind: chosen === 'single' ? 'single' : 'shared' })}
            />
          ),
          code: (
            <EditableWord
              mayBeEmpty
              label={t('form.codeLabel')}
              value={code}
              shown={code || t('form.codeMade')}
              onChange={(text) => onCodes({ code: text.trim().toUpperCase() })}
            />
          ),
          count: (
            <EditableWord
              kind="number"
              label={t('form.countLabel')}
              value={String(count)}
              shown={`${t('form.count', { count, formatted: format.number(count) })}`}
              onChange={takeCount}
            />
          ),
        }}
      />
    </p>
  )
}
