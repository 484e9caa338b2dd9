import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { BenefitSentence } from './benefit-sentence.tsx'
import { countMax, readCount } from './draft.ts'
import type { SentencesProps } from './sentences-props.ts'
import { useMoneyWord } from './use-money-word.tsx'
import classes from './voucher-form.module.css'

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
              <EditableWord
                label={t('form.nameLabel')}
                value={draft.content.name}
                shown={draft.content.name || t('form.nameEmpty')}
                onChange={(name) => onContent({ name: name.trim().slice(0, 200) })}
              />
            ),
          }}
        />
      </p>
      <BenefitSentence {...props} />
      <ValidSentence {...props} />
      <WhoSentence {...props} />
      <BasketSentence {...props} />
      {props.onCodes && <CodesSentence {...props} onCodes={props.onCodes} />}
    </div>
  )
}

function ValidSentence({ draft: { content }, onContent }: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const { validFrom, validUntil } = content
  return (
    <p>
      <Trans
        t={t}
        i18nKey="form.valid"
        components={{
          from: (
            <EditableWord
              kind="date"
              mayBeEmpty
              label={t('form.fromLabel')}
              value={validFrom ?? ''}
              shown={
                validFrom === null
                  ? t('form.fromNow')
                  : t('form.fromDay', { date: format.date(validFrom) })
              }
              onChange={(day) => onContent({ validFrom: day || null })}
            />
          ),
          until: (
            <EditableWord
              kind="date"
              mayBeEmpty
              label={t('form.untilLabel')}
              value={validUntil ?? ''}
              shown={
                validUntil === null
                  ? t('form.untilNever')
                  : t('form.untilDay', { date: format.date(validUntil) })
              }
              onChange={(day) => onContent({ validUntil: day || null })}
            />
          ),
        }}
      />
    </p>
  )
}

function WhoSentence({ draft: { content }, onContent, onFault }: SentencesProps) {
  const { t } = useTranslation('vouchers')
  const often = (field: 'perCustomerMax' | 'totalMax', label: string) => {
    const max = content[field]
    return (
      <EditableWord
        kind="number"
        mayBeEmpty
        label={label}
        value={max === null ? '' : String(max)}
        shown={max === null ? t('form.often') : t('form.times', { count: max })}
        onChange={(text) => {
          const count = readCount(text, 1)
          const isEmpty = text.trim() === ''
          onFault(isEmpty || count !== null ? null : t('form.fault.number'))
          if (isEmpty || count !== null) onContent({ [field]: count })
        }}
      />
    )
  }
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
          perCustomer: often('perCustomerMax', t('form.perCustomerLabel')),
          total: often('totalMax', t('form.totalLabel')),
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
