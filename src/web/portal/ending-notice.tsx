import { useTranslation } from 'react-i18next'
import { useFormat } from '../design/use-format.ts'
import parts from './parts.module.css'
import type { Card } from './routes.ts'

/** The program comes to its end: until when there is something to collect and to redeem. */
export function EndingNotice({ ending }: { ending: NonNullable<Card['ending']> }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const days = {
    collect: format.dateLong(ending.collectUntil),
    redeem: format.dateLong(ending.redeemUntil),
  }
  switch (ending.stage) {
    case 'collecting':
      return <p className={parts.notice}>{t('ending.both', days)}</p>
    case 'redeeming':
      return <p className={parts.notice}>{t('ending.redeem', days)}</p>
    case 'over':
      return <p className={parts.notice}>{t('ending.over')}</p>
  }
}
