import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { previewProgram } from '#contract/endpoints/program-previews.ts'
import { Button } from '../../../design/button.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import words from '../../../design/words.module.css'
import { PageFailed } from '../../page-failed.tsx'
import { BirthdaysNote } from '../birthdays-note.tsx'
import { textOf } from '../draft.ts'
import { Findings } from '../findings.tsx'
import { currenciesOf, type Program, type RuleContent } from '../program.ts'
import { RunProgress } from '../run-progress.tsx'
import { usePreview } from '../use-run.ts'
import classes from './rules.module.css'

type RulePreviewProps = { ruleKey: string; content: RuleContent; program: Program }
type Result = NonNullable<WireReply<typeof previewProgram>['result']>

const previewDays = 90

/** What the rule, as it stands in the fields, would have given; counted when asked. */
export function RulePreview({ ruleKey, content, program }: RulePreviewProps) {
  const { t } = useTranslation('program')
  const now = textOf(content)
  const [asked, ask] = useState<{ text: string; content: RuleContent } | null>(null)
  const isFresh = asked?.text === now
  const run = usePreview(
    asked && isFresh
      ? { change: { kind: 'rule', content: { key: ruleKey, ...asked.content } }, days: previewDays }
      : null,
  )
  return (
    <Section heading={t('rules.preview')}>
      {!isFresh ? (
        <p className={words.sm}>
          {t('rules.previewLine')}{' '}
          <Button kind="word" onClick={() => ask({ text: now, content })}>
            {t('rules.previewDo')}
          </Button>
        </p>
      ) : run.error ? (
        <PageFailed error={run.error} onRetry={() => run.retry()} />
      ) : run.result ? (
        <Outcome result={run.result} program={program} />
      ) : (
        <RunProgress run={run} label={t('rules.preview')} />
      )}
    </Section>
  )
}

function Outcome({ result, program }: { result: Result; program: Program }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const nameOf = (currency: string) =>
    currenciesOf(program).find((one) => one.currency === currency)?.name ?? currency
  const { before, after } = result.cost
  return (
    <div className={classes.lines}>
      <p>{t('rules.previewWho', result.customers)}</p>
      <p>{t('rules.previewCost', { before: format.money(before), after: format.money(after) })}</p>
      <BirthdaysNote count={result.birthdays} />
      {result.points.map((one) => (
        <p key={one.currency}>
          {t('rules.previewPoints', {
            name: nameOf(one.currency),
            before: format.number(one.before),
            after: format.number(one.after),
          })}
        </p>
      ))}
      {result.examples.flatMap((example) =>
        example.points
          .filter((one) => example.name !== null && one.before !== one.after)
          .map((one) => (
            <p key={`${example.customerId} ${one.currency}`} className={words.muted}>
              {t('rules.previewExample', {
                name: example.name ?? '',
                before: one.before,
                after: one.after,
                currency: nameOf(one.currency),
              })}
            </p>
          )),
      )}
      <Findings findings={result.findings} rules={program.rules} />
    </div>
  )
}
