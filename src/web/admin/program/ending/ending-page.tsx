import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { useCall } from '../../../client/index.ts'
import { Stack } from '../../../design/layout.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import type { Program } from '../program.ts'
import { useProgramCrumbs } from '../rules/use-program-crumbs.tsx'
import classes from './ending.module.css'
import { OpenPoints } from './open-points.tsx'
import { PlanEnding } from './plan-ending.tsx'
import { useStage } from './use-stage.ts'
import { WithdrawEnding } from './withdraw-ending.tsx'

/** How the whole program comes to its end, fair to those who still have points. */
export function EndingPage() {
  const { t } = useTranslation('program')
  const crumbs = useProgramCrumbs(t('ending.title'))
  const program = useCall(readProgram, {})
  return (
    <Page title={t('ending.title')} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {(known) =>
          known.currencies.length === 0 && known.ending === null ? (
            <Sentence links={<Link to="/program">{t('navigation.page')}</Link>}>
              {t('ending.none')}
            </Sentence>
          ) : (
            <EndingDesk key={known.ending?.validFrom} ending={known.ending} />
          )
        }
      </Loaded>
    </Page>
  )
}

function EndingDesk({ ending }: { ending: Program['ending'] }) {
  const { t } = useTranslation('program')
  const { timeZone } = useFormat()
  const today = zoneNamed(timeZone).dayOf(new Date())
  const lastDay = ending === null ? null : dayNumber(ending.redeemUntil)
  const isOver = lastDay !== null && today > lastDay
  return (
    <Stack>
      {ending === null ? (
        <Sentence reason={t('ending.openReason')}>{t('ending.open')}</Sentence>
      ) : (
        <Head ending={ending} />
      )}
      {!isOver && <OpenPoints />}
      {!isOver && today !== lastDay && <PlanEnding ending={ending} today={today} />}
      {!isOver && (
        <Section heading={t('ending.after')}>
          <ul className={classes.list}>
            <li>{t('ending.told')}</li>
            <li>{t('ending.sign')}</li>
            <li>{t('ending.vouchers')}</li>
            <li>{t('ending.books')}</li>
          </ul>
        </Section>
      )}
      {ending !== null && today !== lastDay && <WithdrawEnding isOver={isOver} />}
    </Stack>
  )
}

function Head({ ending }: { ending: NonNullable<Program['ending']> }) {
  const { t } = useTranslation('program')
  const { says, reason, days } = useStage(ending)
  return <Sentence reason={t(reason, days)}>{t(says, days)}</Sentence>
}
