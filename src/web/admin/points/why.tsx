import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { useMay } from '../session.ts'
import classes from './holdings.module.css'
import type { StatementLine } from './points.ts'
import { useReasonWords } from './use-reason-words.ts'
import { useRewardNames } from './use-reward-names.ts'

/** Why a line of the books is there: each rule with its points, or what somebody did. */
export function Why({ line: { reasons, act, correction, kind } }: { line: StatementLine }) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const reasonWords = useReasonWords(useRewardNames())
  const ruleNames = useRuleNames()
  return (
    <span className={classes.why}>
      {reasons.map((reason, place) => {
        const words = reasonWords(reason, act)
        const rule = ruleNames.get(String(reason.params.rule))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the reasons of a line never change
          <span key={place}>
            {reason.points === null || reasons.length === 1
              ? words
              : t('fold.part', { reason: words, points: format.number(reason.points) })}
            {rule && <small> {t('fold.rule', { name: rule })}</small>}
          </span>
        )
      })}
      {correction && kind !== 'clock' && <small>{t('fold.corrected')}</small>}
    </span>
  )
}

/** The names of the ways to earn in force; one that has ended stays without. */
function useRuleNames(): ReadonlyMap<string, string> {
  const mayRead = useMay()('program:read')
  const { data } = useCall(readProgram, {}, { enabled: mayRead })
  return new Map(data?.rules.map(({ key, name }) => [key, name]))
}
