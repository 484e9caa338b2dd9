import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../design/provider.tsx'
import { currenciesOf, type Program, type Rule } from '../program.ts'
import classes from './rules.module.css'
import { useRuleWords } from './use-rule-words.ts'

/** A rule as its sentence, since when it counts, and the way into it. */
export function RuleRow({ rule, program }: { rule: Rule; program: Program }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const ruleWords = useRuleWords()
  const currency = currenciesOf(program).find((one) => one.currency === rule.currency) ?? {
    currency: rule.currency,
    name: rule.currency,
  }
  const end = program.planned.find(
    (one) => one.kind === 'rule' && one.content.key === rule.key && one.content.status === 'ended',
  )
  return (
    <li>
      <Link to="/program/rules/$ruleKey" params={{ ruleKey: rule.key }} className={classes.name}>
        {rule.name}
      </Link>
      <p className={classes.says}>{ruleWords.whole(rule, currency)}</p>
      <span className={classes.since}>
        {end
          ? t('rules.ended', { date: format.date(end.content.validFrom) })
          : t('rules.since', { date: format.date(rule.validFrom) })}
      </span>
    </li>
  )
}
