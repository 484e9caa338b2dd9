import { useTranslation } from 'react-i18next'
import { type Recount, readRecount } from '#contract/endpoints/business.ts'
import { useAskAgain, useCall } from '../client/index.ts'
import { Warning } from '../design/warning.tsx'
import words from '../design/words.module.css'
import { RecountProgress } from './recount-progress.tsx'

/** A page that is half old and half new says so, and how long yet. */
export function AmidRecount({ of }: Pick<Recount, 'of'>) {
  const { t } = useTranslation('frame')
  return (
    <div>
      <p className={words.sm}>
        <Warning>{t(`recount.amid.${of}`)}</Warning>
      </p>
      <RecountProgress onDone={useAskAgain()} />
    </div>
  )
}

/** The same for pages whose replies do not tell of it themselves. */
export function AmidAnyRecount() {
  const recount = useCall(readRecount, {}).data?.recount
  return recount ? <AmidRecount of={recount.of} /> : null
}
