import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { dayNumber } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { useFormat } from '../../../design/provider.tsx'
import { Warning } from '../../../design/warning.tsx'
import type { Program } from '../program.ts'

/** On the page of a program that comes to its end, or has come. */
export function EndingNotice({ ending }: { ending: Program['ending'] }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  if (ending === null) return null
  const today = zoneNamed(format.timeZone).dayOf(new Date())
  const isOver = today > dayNumber(ending.redeemUntil)
  return (
    <p>
      <Warning>
        {t(isOver ? 'ending.over' : 'ending.planned', {
          redeem: format.dateLong(ending.redeemUntil),
        })}
      </Warning>{' '}
      <Link to="/program/ending">{t('ending.see')}</Link>
    </p>
  )
}
