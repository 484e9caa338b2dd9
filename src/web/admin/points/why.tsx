import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { useMay } from '../session.ts'
import classes from './holdings.module.css'
import type { StatementLine } from './points.ts'
import { useReasonWords } from './use-reason-words.ts'
import { useRewardNames } from './use-reward-names.ts'
import { WhyInFull } from './why-in-full.tsx'

type WhyProps = { customerId: string; currency: string; line: StatementLine }

/** Why a line of the books is there: each rule with its points, or what somebody did. */
export function Why({ customerId, currency, line }: WhyProps) {
  const { reasons, act, correction, kind, eventId } = line
  const [isOpen, setOpen] = useState(false)
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
      {kind === 'grant' && eventId !== null && (
        <Button
          kind="word"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'explain.closeNamed' : 'explain.openNamed', {
            date: format.date(line.effectiveAt),
          })}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('explain.close') : t('explain.open')}
        </Button>
      )}
      {isOpen && <WhyInFull customerId={customerId} currency={currency} line={line} />}
    </span>
  )
}

/** The names of the ways to earn in force; one that has ended stays without. */
function useRuleNames(): ReadonlyMap<string, string> {
  const mayRead = useMay()('program:read')
  const { data } = useCall(readProgram, {}, { enabled: mayRead })
  return new Map(data?.rules.map(({ key, name }) => [key, name]))
}
