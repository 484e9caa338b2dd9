import { useTranslation } from 'react-i18next'
import { listProgramRevisions } from '#contract/endpoints/programs.ts'
import { useCall } from '../../../client/index.ts'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { Loaded } from '../../loaded.tsx'
import { contentOf, currenciesOf, type Program } from '../program.ts'
import classes from './rules.module.css'
import { useRuleWords } from './use-rule-words.ts'

/** What the rule was, is and will be, the newest first. */
export function RuleRevisions({ ruleKey, program }: { ruleKey: string; program: Program }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const ruleWords = useRuleWords()
  const reply = useCall(listProgramRevisions, { query: { kind: 'rule', key: ruleKey, limit: 20 } })
  return (
    <Loaded reply={reply} shape="rows">
      {({ items }) => {
        const rules = items.flatMap((one) => (one.kind === 'rule' ? one : []))
        if (rules.length === 0) return null
        return (
          <Section heading={t('rules.revisions')}>
            <ul className={classes.rules}>
              {rules.map(({ revision, state, content, recordedAt }) => (
                <li key={revision}>
                  <span className={classes.name}>
                    {t('rules.from', { date: format.date(content.validFrom) })}
                  </span>
                  <p className={classes.says}>
                    {content.status === 'ended'
                      ? t('rules.endedState')
                      : ruleWords.whole(
                          contentOf(content),
                          currenciesOf(program).find(
                            (one) => one.currency === content.currency,
                          ) ?? {
                            currency: content.currency,
                            name: content.currency,
                          },
                        )}
                  </p>
                  <span className={classes.since}>
                    {t(`rules.state.${state}`)},{' '}
                    {t('rules.recorded', { date: format.date(recordedAt) })}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )
      }}
    </Loaded>
  )
}
