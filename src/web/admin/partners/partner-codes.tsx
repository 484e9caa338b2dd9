import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import { Warning } from '../../design/warning.tsx'
import type { Reward } from '../rewards/reward.ts'
import { isFew } from '../rewards/scarce.ts'
import { useMay } from '../session.ts'
import { ImportCodes } from '../vouchers/import-codes.tsx'
import classes from './partners.module.css'

type PartnerCodesProps = { reward: Reward; mayImport: boolean }

/** The codes a partner handed us for this reward: how many are left, and where new ones go. */
export function PartnerCodes({ reward, mayImport }: PartnerCodesProps) {
  const { t } = useTranslation('partners')
  const may = useMay()
  const [isImporting, setImporting] = useState(false)
  const { voucherId } = reward
  if (voucherId === null) return null
  return (
    <Section
      heading={t('codes.heading')}
      aside={
        may('vouchers:codes') && (
          <Link to="/vouchers/$voucherId" params={{ voucherId }}>
            {t('codes.all')}
          </Link>
        )
      }
    >
      <p className={classes.text}>{t('codes.what')}</p>
      <p className={classes.text}>
        <Left reward={reward} />
      </p>
      {mayImport && (
        <p className={classes.act}>
          <Button kind="word" onClick={() => setImporting(true)}>
            {t('codes.import')}
          </Button>
        </p>
      )}
      {isImporting && (
        <ImportCodes voucher={{ id: voucherId }} onClose={() => setImporting(false)} />
      )}
    </Section>
  )
}

function Left({ reward: { remaining, content } }: { reward: Reward }) {
  const { t } = useTranslation('partners')
  const count = remaining ?? 0
  if (count === 0) return <Warning>{t('codes.out')}</Warning>
  if (isFew(content.gives, count)) return <Warning>{t('codes.low', { count })}</Warning>
  return t('codes.left', { count })
}
