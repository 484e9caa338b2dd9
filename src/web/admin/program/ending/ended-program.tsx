import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../../../design/sentence.tsx'
import { useMay } from '../../session.ts'
import type { Program } from '../program.ts'
import { useStage } from './use-stage.ts'

/** Where the rules would stand: none holds any more, and a new one would bring nothing. */
export function EndedProgram({ ending }: { ending: NonNullable<Program['ending']> }) {
  const { t } = useTranslation('program')
  const may = useMay()
  const { stage, says, reason, days } = useStage(ending)
  return (
    <Sentence
      reason={t(reason, days)}
      links={
        <>
          {may('program:define') && (
            <Link to="/program/ending">{t(stage === 'over' ? 'ending.again' : 'ending.see')}</Link>
          )}
          {may('rewards:read') && <Link to="/rewards">{t('phone.rewards')}</Link>}
        </>
      }
    >
      {t(says, days)}
    </Sentence>
  )
}
