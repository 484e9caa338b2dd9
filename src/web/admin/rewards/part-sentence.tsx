import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useNumberWords } from '../writing/number-words.tsx'
import type { SentencesProps } from './sentences-props.ts'

/** Whether whoever has less may pay the rest, and from how many on. */
export function PartSentence({ draft, onChange, onFault }: SentencesProps) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { countWord, amountWord } = useNumberWords(onFault)
  const { inPart, price } = draft
  const part = (
    <EditableWord
      label={t('form.partLabel')}
      value={inPart ? 'yes' : 'no'}
      shown={t(inPart ? 'form.parts.yes' : 'form.parts.no')}
      options={(['no', 'yes'] as const).map((value) => ({ value, word: t(`form.parts.${value}`) }))}
      onChange={(choice) => onChange({ inPart: choice === 'yes' ? halfOf(price) : null })}
    />
  )
  if (!inPart) {
    return (
      <p>
        <Trans t={t} i18nKey="form.notInPart" components={{ part }} />
      </p>
    )
  }
  const min = countWord({
    label: t('form.minLabel'),
    count: inPart.pointsMin,
    shown: format.number(inPart.pointsMin),
    onChange: (pointsMin) => onChange({ inPart: { ...inPart, pointsMin } }),
  })
  const money = amountWord(t('form.moneyLabel'), inPart.moneyPrice, (moneyPrice) =>
    onChange({ inPart: { ...inPart, moneyPrice } }),
  )
  return (
    <p>
      <Trans t={t} i18nKey="form.inPart" components={{ part, min, money }} />
    </p>
  )
}

const halfOf = (price: number) => ({
  pointsMin: Math.max(1, Math.floor(price / 2)),
  moneyPrice: 500,
})
