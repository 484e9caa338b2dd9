import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../../client/index.ts'
import { Button } from '../../../design/button.tsx'
import { Stack } from '../../../design/layout.tsx'
import { Sentence } from '../../../design/sentence.tsx'
import { StateEmpty } from '../../../design/state-empty.tsx'
import { Loaded } from '../../loaded.tsx'
import { Page } from '../../page.tsx'
import { useMay } from '../../session.ts'
import { textOf } from '../draft.ts'
import { EndingNotice } from '../ending/ending-notice.tsx'
import { PlannedTiers } from '../planned.tsx'
import type { Program } from '../program.ts'
import { useProgramCrumbs } from '../rules/use-program-crumbs.tsx'
import { EditTiers } from './edit-tiers.tsx'
import { draftOfLadder, firstLadder, type TierDraft } from './tier-form.ts'

/** How guests rise and fall, and what each level brings. */
export function TiersPage() {
  const { t } = useTranslation('program')
  const crumbs = useProgramCrumbs(t('tiers.title'))
  const program = useCall(readProgram, {})
  return (
    <Page title={t('tiers.title')} crumbs={crumbs}>
      <Loaded reply={program} shape="page">
        {(known) => <Tiers key={textOf(known.tiers)} program={known} />}
      </Loaded>
    </Page>
  )
}

function Tiers({ program }: { program: Program }) {
  const { t } = useTranslation('program')
  const mayDefine = useMay()('program:define')
  const saved = draftOfLadder(program.tiers)
  const [begun, begin] = useState<TierDraft | null>(null)
  const start = saved ?? begun
  return (
    <Stack>
      <Sentence reason={start ? undefined : t('tiers.noneReason')}>{t('tiers.sentence')}</Sentence>
      <EndingNotice ending={program.ending} />
      <PlannedTiers program={program} />
      {saved === null && program.ending ? null : start ? (
        <EditTiers program={program} saved={saved} start={start} />
      ) : (
        <StateEmpty
          action={
            mayDefine && (
              <Button
                kind="main"
                onClick={() =>
                  begin(firstLadder({ silver: t('tiers.silver'), gold: t('tiers.gold') }))
                }
              >
                {t('tiers.begin')}
              </Button>
            )
          }
        >
          {t('tiers.none')}
        </StateEmpty>
      )}
    </Stack>
  )
}
