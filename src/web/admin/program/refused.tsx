import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import classes from './refused.module.css'

const known = [
  'starts_in_past',
  'caller_limited_to_stores',
  'earning_rule_faulty',
  'point_currency_not_found',
  'program_too_large',
  'terms_in_the_past',
  'point_currencies_too_many',
  'reward_currency_differs',
  'earning_rule_not_found',
  'stamp_card_faulty',
  'stamp_card_not_found',
  'program_ending_in_past',
  'program_ending_reversed',
  'program_ending_too_soon',
  'program_ending_under_way',
  'program_ending_not_found',
] as const

const knownFaults = [
  'starts_in_past',
  'currency_changed',
  'reward_not_found',
  'no_basket',
  'unfit_name',
  'lowers',
  'expires_while_pending',
  'unknown_field',
  'misplaced_field',
  'unfit_operator',
  'unfit_value',
  'reversed_range',
] as const

/** Why the program was not changed, in words; what was said before it stays said. */
export function Refused({ problem }: { problem: Problem }) {
  const { t } = useTranslation(['program', 'errors'])
  const code = known.find((one) => one === problem.code)
  const faults = problem.faults.flatMap(
    ({ code: fault }) => knownFaults.find((one) => one === fault) ?? [],
  )
  return (
    <div className={classes.refused} role="alert">
      <p>{code ? t(`refusal.${code}`) : t(`errors:title.${problem.kind}`)}</p>
      {[...new Set(faults)].map((fault) => (
        <p key={fault}>{t(`fault.${fault}`)}</p>
      ))}
      <p className={classes.code}>{[problem.code, problem.requestId].filter(Boolean).join(' ')}</p>
    </div>
  )
}
