import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../../client/index.ts'
import { Warning } from '../../../design/warning.tsx'
import { useMay } from '../../session.ts'
import type { Program } from '../program.ts'
import { useStage } from './use-stage.ts'

/** On the pages of a program that comes to its end, or has come. */
export const EndingNotice = ({ ending }: { ending: Program['ending'] }) =>
  ending && <Notice ending={ending} />

/** The same on pages that know nothing of the program. */
export function ProgramEndingNotice() {
  const program = useCall(readProgram, {}, { enabled: useMay()('program:read') })
  return <EndingNotice ending={program.data?.ending ?? null} />
}

function Notice({ ending }: { ending: NonNullable<Program['ending']> }) {
  const { t } = useTranslation('program')
  const { says, days } = useStage(ending)
  const mayDefine = useMay()('program:define')
  return (
    <p>
      <Warning>{t(says, days)}</Warning>{' '}
      {mayDefine && <Link to="/program/ending">{t('ending.see')}</Link>}
    </p>
  )
}
