import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { lintProgram } from '#contract/endpoints/program-previews.ts'
import { Warning } from '../../design/warning.tsx'
import type { Draft } from './draft.ts'
import classes from './findings.module.css'

export type Finding = WireReply<typeof lintProgram>['findings'][number]

type FindingsProps = {
  findings: readonly Finding[]
  /** Names instead of keys, as far as they are known. */
  rules?: readonly { key: string; name: string }[]
  rewards?: Draft['rewards']
  card?: Draft['card']
  currency?: { currency: string; name: string }
}

/** What the program promises and nobody can have, in words. */
export function Findings({ findings, rules = [], rewards = [], card, currency }: FindingsProps) {
  const { t } = useTranslation('program')
  if (findings.length === 0) return null
  const nameOf = (key: string) =>
    rules.find((one) => one.key === key)?.name ??
    rewards.find((one) => one.key === key)?.content.name ??
    (currency?.currency === key ? currency.name : key)
  const subjectOf = ({ code, subject }: Finding) =>
    /^cards?_/.test(code) && card?.key === subject ? card.content.name : nameOf(subject)
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.subject} ${JSON.stringify(finding.params)}`}>
          <Warning>{t('finding.word')}</Warning>{' '}
          {t(`finding.${finding.code}`, {
            tier: '',
            threshold: '',
            most: '',
            below: '',
            price: '',
            article: '',
            places: '',
            reward: '',
            other: '',
            round: '',
            step: finding.params.count ?? '',
            ...finding.params,
            count: 2,
            subject: subjectOf(finding),
          })}
        </li>
      ))}
    </ul>
  )
}
