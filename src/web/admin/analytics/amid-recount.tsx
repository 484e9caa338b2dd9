import { useTranslation } from 'react-i18next'
import { useAskAgain } from '../../client/index.ts'
import { Warning } from '../../design/warning.tsx'
import words from '../../design/words.module.css'
import { RecountProgress } from '../recount-progress.tsx'
import type { Basis } from './retention.ts'

/** A report that is half old and half new says so, and how long yet. */
export function AmidRecount({ recount }: { recount: NonNullable<Basis['recount']> }) {
  const { t } = useTranslation('frame')
  return (
    <div>
      <p className={words.sm}>
        <Warning>{t(`recount.amid.${recount.of}`)}</Warning>
      </p>
      <RecountProgress onDone={useAskAgain()} />
    </div>
  )
}
