import { NativeSelect } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import { EditableWord } from '../../../design/editable-word.tsx'
import { readCount } from '../../writing/typed-numbers.ts'
import writing from '../../writing/writing.module.css'
import { currenciesOf, type Program } from '../program.ts'
import { bases, type TierDraft } from './tier-form.ts'

type LadderSentencesProps = {
  draft: TierDraft
  program: Program
  onChange: (draft: TierDraft) => void
  onFault: (fault: string | null) => void
}

const limits = { window: [1, 3660], period: [28, 3660], grace: [0, 365] } as const

/** What counts, within which time, how long a level is held. */
export function LadderSentences(props: LadderSentencesProps) {
  const { draft, program, onChange } = props
  const { t } = useTranslation(['program', 'writing'])
  const daysWord = useDaysWord(props)
  const basis = (
    <EditableWord
      label={t('tiers.basisLabel')}
      value={draft.basis}
      shown={t(`tiers.basis.${draft.basis}`)}
      options={bases.map((value) => ({ value, word: t(`tiers.basis.${value}`) }))}
      onChange={(chosen) => {
        const found = bases.find((one) => one === chosen)
        const currency = currenciesOf(program)[0]?.currency
        if (found === 'points' && currency) onChange({ currency, ...draft, basis: found })
        else if (found) onChange({ ...draft, basis: found })
      }}
    />
  )
  return (
    <div className={writing.sentences}>
      <p>
        <Trans
          t={t}
          i18nKey="tiers.counts"
          components={{
            basis,
            window: daysWord('window', draft.windowDays, (windowDays) => ({
              ...draft,
              windowDays,
            })),
          }}
        />
      </p>
      <p>
        <Trans
          t={t}
          i18nKey="tiers.holds"
          components={{
            period: daysWord('period', draft.periodDays, (periodDays) => ({
              ...draft,
              periodDays,
            })),
            grace: daysWord('grace', draft.graceDays, (graceDays) => ({ ...draft, graceDays })),
          }}
        />
      </p>
      {draft.basis === 'points' && (
        <NativeSelect
          label={t('tiers.currency')}
          value={draft.currency ?? ''}
          data={currenciesOf(program).map(({ currency, name }) => ({
            value: currency,
            label: name,
          }))}
          onChange={({ target }) => onChange({ ...draft, currency: target.value })}
        />
      )}
    </div>
  )
}

function useDaysWord({ onChange, onFault }: LadderSentencesProps) {
  const { t } = useTranslation(['program', 'writing'])
  return (name: keyof typeof limits, days: number, draftOf: (days: number) => TierDraft) => (
    <EditableWord
      kind="number"
      label={t(`tiers.${name}Label`)}
      value={String(days)}
      unit={t('writing:unit.days')}
      shown={t('tiers.days', { count: days })}
      onChange={(text) => {
        const [least, most] = limits[name]
        const read = readCount(text, least)
        const fits = read !== null && read <= most
        onFault(fits ? null : t(`tiers.fault.${name}`))
        if (fits) onChange(draftOf(read))
      }}
    />
  )
}
