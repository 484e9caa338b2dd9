import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { ReadOnlyWords } from '../../design/sentence-word.tsx'
import { AddReward } from './add-reward.tsx'
import { AddWay } from './add-way.tsx'
import { CardSentence } from './card-sentence.tsx'
import {
  changeReward,
  changeRule,
  type Draft,
  freeKey,
  isCardSize,
  mainReward,
  waysMax,
  withCard,
} from './draft.ts'
import { ExpirySentence } from './expiry-sentence.tsx'
import type { Currency } from './program.ts'
import { RewardSentence } from './reward-sentence.tsx'
import { RuleSentence } from './rule-sentence.tsx'
import classes from './sentences.module.css'

type SentencesProps = {
  draft: Draft
  saved: Draft
  currency: Currency
  /** Keys of all rules there are, in any currency. */
  taken: readonly string[]
  /** Receipts so close to each other are one visit. */
  visitMinutes: number
  /** Left out: they are only read. */
  onDraft: ((draft: Draft) => void) | undefined
}

/** The program in one currency: at most five ways to earn, what it is for, how long it counts. */
export function Sentences({
  draft,
  saved,
  currency,
  taken,
  visitMinutes,
  onDraft,
}: SentencesProps) {
  const { t } = useTranslation('program')
  const [fault, setFault] = useState<string | null>(null)
  const shown = draft.rules.slice(0, waysMax)
  const main = mainReward(draft)
  const more = draft.rules.length - shown.length
  const joins = visitMinutes > 0 && shown.some(({ content }) => content.way.kind === 'per_visit')
  const change = (next: Draft) => {
    setFault(null)
    onDraft?.(next)
  }
  return (
    <ReadOnlyWords value={!onDraft}>
      <fieldset className={classes.whole} disabled={!onDraft}>
        <legend className={classes.unseen}>{t('page.sentences')}</legend>
        <ul className={classes.rules}>
          {shown.map(({ key, content }) => (
            <RuleSentence
              key={key}
              rule={content}
              was={saved.rules.find((one) => one.key === key)?.content}
              currency={currency}
              onChange={(part) => change(changeRule(draft, key, part))}
              onFault={setFault}
              onEnd={
                onDraft && draft.rules.length > 1
                  ? () => change({ ...draft, rules: draft.rules.filter((one) => one.key !== key) })
                  : undefined
              }
            />
          ))}
          {draft.rewards.map(({ key, content }) => (
            <RewardSentence
              key={key}
              reward={content}
              was={saved.rewards.find((one) => one.key === key)?.content}
              currency={currency}
              draft={draft}
              isMain={key === main?.key}
              onChange={(part) => change(changeReward(draft, key, part))}
              onDraft={change}
              onFault={setFault}
            />
          ))}
          {draft.card && (
            <CardSentence
              card={draft.card}
              was={saved.card}
              onDraft={(card) => change({ ...draft, card })}
              canEnd={onDraft !== undefined}
            />
          )}
          <ExpirySentence draft={draft} currency={currency} onDraft={change} />
        </ul>
        <Refusal place="below">{fault}</Refusal>
        {joins && <p className={classes.more}>{t('page.oneVisit', { count: visitMinutes })}</p>}
        {more > 0 && <p className={classes.more}>{t('page.moreWays', { count: more })}</p>}
        {onDraft && (
          <div className={classes.foot}>
            {draft.rules.length < waysMax && (
              <AddWay
                left={waysMax - draft.rules.length}
                currency={currency}
                onAdd={(wished, content) => {
                  const key = freeKey(wished, [...taken, ...draft.rules.map((one) => one.key)])
                  change({ ...draft, rules: [...draft.rules, { key, content }] })
                }}
                expiry={draft.rules[0]?.content.expiry ?? { kind: 'never' }}
              />
            )}
            {!draft.card && main && isCardSize(main.content.price) && (
              <Button
                kind="word"
                onClick={() => change(withCard(draft, saved.card, t('page.card')))}
              >
                {t('add.card')}
              </Button>
            )}
            {draft.rewards.length === 0 && <AddReward draft={draft} onDraft={change} />}
            {draft !== saved && draft.rules.length === 0 && (
              <Button kind="word" onClick={() => change(saved)}>
                {t('page.back')}
              </Button>
            )}
          </div>
        )}
      </fieldset>
    </ReadOnlyWords>
  )
}
