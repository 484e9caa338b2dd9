import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { defineGiftArticle } from '#contract/endpoints/gift-articles.ts'
import {
  defineEarningRule,
  definePointCurrency,
  readProgram,
} from '#contract/endpoints/programs.ts'
import { defineReward, listRewards } from '#contract/endpoints/rewards.ts'
import { defineStampCard } from '#contract/endpoints/stamp-cards.ts'
import { call, type Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { toast } from '../../design/toast.tsx'
import { useMay, useSession } from '../session.ts'
import { Refused } from './refused.tsx'
import classes from './start-program.module.css'
import { type ProgramStart, programStart, type StartKind, startKinds } from './starts.ts'
import { useStartMoney } from './use-start-money.ts'

/** Nothing is promised yet: three ways to begin, one tap each. */
export function StartProgram() {
  const { t } = useTranslation('program')
  const may = useMay()
  const mayDefine = may('program:define')
  const begin = useBegin()
  const money = useStartMoney()
  return (
    <Stack>
      <Sentence reason={mayDefine ? t('start.reason') : t('start.waiting')}>
        {t('start.sentence')}
      </Sentence>
      {mayDefine && (
        <ul className={classes.ways}>
          {startKinds.map((kind) => (
            <li key={kind}>
              <h2>{t(`start.${kind}.name`, money.words(kind))}</h2>
              <p className={classes.rule}>{t(`start.${kind}.rule`, money.words(kind))}</p>
              <p className={classes.fits}>{t(`start.${kind}.fits`)}</p>
              <Button busy={begin.isPending} onClick={() => begin.mutate(kind)}>
                {t(`start.${kind}.do`)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {may('program:begin') && (
        <p>
          <Link to="/start">{t('start.guided')}</Link>
        </p>
      )}
      {begin.error && <Refused problem={begin.error} />}
    </Stack>
  )
}

function useBegin() {
  const { t } = useTranslation('program')
  const money = useStartMoney()
  const { trade } = useSession().business
  const queries = useQueryClient()
  const hasDrinks = trade === 'gastronomy'
  return useMutation<void, Problem, StartKind>({
    mutationFn: (kind) =>
      say(
        programStart(
          kind,
          {
            currency: t(`start.${kind}.currency`),
            rule: t(`start.${kind}.ruleName`, money.words(kind)),
            card: t('start.card.name'),
            birthday: t('event.birthday'),
            reward:
              kind !== 'points' && hasDrinks
                ? t('start.drink')
                : t(`start.${kind}.off`, money.words(kind)),
          },
          { unit: money.minor, hasDrinks },
        ),
      ),
    onSuccess: async (_, kind) => {
      await Promise.all(
        [readProgram, listRewards].map(({ path }) =>
          queries.invalidateQueries({ queryKey: [path] }),
        ),
      )
      toast(t(`start.${kind}.done`))
    },
  })
}

/** One after the other, since each speaks of the one before; said again, it changes nothing. */
async function say({ currency, article, rules, reward, card }: ProgramStart) {
  await call(definePointCurrency, { params: { currency: currency.key }, body: currency.terms })
  for (const { key, content } of rules) {
    await call(defineEarningRule, { params: { ruleKey: key }, body: content })
  }
  if (article) {
    await call(defineGiftArticle, { params: { articleKey: article.key }, body: article.content })
  }
  const body = { ...reward.content, validFrom: new Date().toISOString() }
  await call(defineReward, { params: { rewardKey: reward.key }, body })
  if (card) await call(defineStampCard, { params: { cardKey: card.key }, body: card.content })
}
