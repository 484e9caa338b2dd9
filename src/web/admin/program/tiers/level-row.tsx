import { Trans, useTranslation } from 'react-i18next'
import type { TierLevel } from '#contract/language/tier-ladder.ts'
import { Button } from '../../../design/button.tsx'
import { EditableWord } from '../../../design/editable-word.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { useMay } from '../../session.ts'
import { amountText, readAmount, readCount } from '../../writing/typed-numbers.ts'
import { Privileges } from './privileges.tsx'
import type { TierDraft } from './tier-form.ts'
import classes from './tiers.module.css'

type LevelRowProps = {
  level: TierLevel
  basis: TierDraft['basis']
  /** null: the level is gone. */
  onChange: (change: Partial<Omit<TierLevel, 'key'>> | null) => void
  onFault: (fault: string | null) => void
}

const lastings = ['period', 'lifetime'] as const
const nameMax = 60

/** One level: its name, its threshold, how long it lasts, and what it brings. */
export function LevelRow(props: LevelRowProps) {
  const { level, onChange, onFault } = props
  const { t } = useTranslation(['program', 'frame'])
  const mayDefine = useMay()('program:define')
  const shownName = level.name || t('tiers.newLevel')
  const name = (
    <EditableWord
      label={t('tiers.levelName')}
      value={level.name}
      shown={shownName}
      onChange={(text) => onChange({ name: text.trim().slice(0, nameMax) })}
    />
  )
  const lasting = (
    <EditableWord
      label={t('tiers.lastingLabel', { name: shownName })}
      value={level.lasting}
      shown={t(`tiers.lasting.${level.lasting}`)}
      options={lastings.map((value) => ({ value, word: t(`tiers.lasting.${value}`) }))}
      onChange={(chosen) => {
        const found = lastings.find((one) => one === chosen)
        if (found) onChange({ lasting: found })
      }}
    />
  )
  return (
    <li>
      <div className={classes.head}>
        <p className={classes.says}>
          <Trans
            t={t}
            i18nKey="tiers.level"
            components={{ name, threshold: <Threshold {...props} />, lasting }}
          />
        </p>
        {mayDefine && (
          <Button
            kind="word"
            className={classes.small ?? ''}
            aria-label={t('tiers.removeLevel', { name: shownName })}
            onClick={() => onChange(null)}
          >
            {t('frame:action.remove')}
          </Button>
        )}
      </div>
      <Privileges
        level={level}
        onChange={(privileges) => onChange({ privileges })}
        onFault={onFault}
      />
    </li>
  )
}

function Threshold({ level, basis, onChange, onFault }: LevelRowProps) {
  const { t } = useTranslation(['program', 'frame'])
  const { currency, language, money } = useFormat()
  const isMoney = basis === 'spend'
  const count = level.threshold
  return (
    <EditableWord
      kind="number"
      label={t('tiers.threshold', { name: level.name || t('tiers.newLevel') })}
      value={isMoney ? amountText(count, currency, language) : String(count)}
      shown={isMoney ? money(count) : t(`tiers.thresholds.${basis}`, { count })}
      onChange={(text) => {
        const read = isMoney ? readAmount(text, currency) : readCount(text, 1)
        const fits = read !== null && read > 0
        onFault(fits ? null : t('tiers.fault.number'))
        if (fits) onChange({ threshold: read })
      }}
    />
  )
}
