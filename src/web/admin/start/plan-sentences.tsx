import { Trans, useTranslation } from 'react-i18next'
import type { StartProposal } from '#contract/endpoints/start.ts'
import type { StartReward } from '#contract/language/start-plan.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { Button } from '../../design/button.tsx'
import { EditableWord } from '../../design/editable-word.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { useNumberWords } from '../writing/number-words.tsx'
import classes from '../writing/writing.module.css'
import start from './start.module.css'

type Props = {
  draft: StartProposal
  onChange: (part: Partial<StartProposal>) => void
  onFault: (fault: string | null) => void
}

/** What a stamp is given for and what stamps bring, as sentences. */
export function PlanSentences({ draft, onChange, onFault }: Props) {
  const { first, full } = draft
  return (
    <>
      <div className={start.part}>
        <StampWay draft={draft} onChange={onChange} />
      </div>
      <div className={classes.sentences}>
        <StampSentence draft={draft} onChange={onChange} onFault={onFault} />
        <RewardSentence
          which="full"
          reward={full}
          onChange={(changed) => onChange({ full: changed })}
          onFault={onFault}
        />
        {first && (
          <RewardSentence
            which="first"
            reward={first}
            onChange={(changed) => onChange({ first: changed })}
            onFault={onFault}
          />
        )}
      </div>
      <FirstOrNone draft={draft} onChange={onChange} />
    </>
  )
}

function StampWay({ draft: { stamp }, onChange }: Omit<Props, 'onFault'>) {
  const { t } = useTranslation('start')
  const { currency } = useFormat()
  return (
    <Segmented
      look="words"
      label={t('stamp.label')}
      value={stamp.kind}
      options={[
        { value: 'per_visit', word: t('stamp.per_visit') },
        { value: 'per_amount', word: t('stamp.per_amount') },
      ]}
      onChange={(kind) =>
        onChange({
          stamp:
            kind === 'per_visit'
              ? { kind }
              : { kind, amount: 10 * 10 ** currencyDecimals(currency) },
        })
      }
    />
  )
}

function StampSentence({ draft: { stamp }, onChange, onFault }: Props) {
  const { t } = useTranslation('start')
  const { amountWord } = useNumberWords(onFault)
  if (stamp.kind === 'per_visit') return <p>{t('rule.per_visit')}</p>
  const amount = amountWord(t('rule.amount'), stamp.amount, (changed) =>
    onChange({ stamp: { kind: 'per_amount', amount: changed } }),
  )
  return (
    <p>
      <Trans t={t} i18nKey="rule.per_amount" components={{ amount }} />
    </p>
  )
}

type RewardProps = {
  which: 'first' | 'full'
  reward: StartReward
  onChange: (reward: StartReward) => void
  onFault: (fault: string | null) => void
}

function RewardSentence({ which, reward, onChange, onFault }: RewardProps) {
  const { t } = useTranslation('start')
  const { countWord, amountWord } = useNumberWords(onFault)
  const { name } = reward
  const places = countWord({
    label: t(`reward.${which}Places`),
    count: reward.places,
    shown: String(reward.places),
    max: 30,
    onChange: (changed) => onChange({ ...reward, places: changed }),
  })
  const nameWord = (
    <EditableWord
      label={t(`reward.${which}Name`)}
      value={name}
      onChange={(text) => onChange({ ...reward, name: text.trim().slice(0, 100) })}
    />
  )
  const worth =
    reward.kind === 'article'
      ? amountWord(t('reward.costLabel', { name }), reward.cost, (cost) =>
          onChange({ ...reward, cost }),
        )
      : amountWord(t('reward.amountLabel', { name }), reward.amount, (amount) =>
          onChange({ ...reward, amount }),
        )
  return (
    <p>
      <Trans t={t} i18nKey={`reward.${which}`} components={{ places, name: nameWord }} />{' '}
      <span className={start.worth}>
        <Trans
          t={t}
          i18nKey={reward.kind === 'article' ? 'reward.cost' : 'reward.amount'}
          components={{ cost: worth, amount: worth }}
        />
      </span>
    </p>
  )
}

/** A smaller thanks soon within reach brings people back; who wants none leaves it out. */
function FirstOrNone({ draft: { first, full }, onChange }: Omit<Props, 'onFault'>) {
  const { t } = useTranslation('start')
  return (
    <div className={start.part}>
      <Button kind="word" onClick={() => onChange({ first: first ? null : smaller(full) })}>
        {first ? t('reward.withoutFirst') : t('reward.withFirst')}
      </Button>
    </div>
  )
}

/** A third of the way, for a little less than a third of the worth. */
const smaller = (full: StartReward): StartReward => {
  const places = Math.max(1, Math.floor(full.places / 3))
  return full.kind === 'article'
    ? { ...full, places, cost: Math.round(full.cost / 4) }
    : { ...full, places, amount: Math.max(1, Math.round(full.amount / 4)) }
}
