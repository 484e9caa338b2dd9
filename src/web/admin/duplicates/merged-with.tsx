import { useTranslation } from 'react-i18next'
import { listMerges } from '#contract/endpoints/merges.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import classes from '../customers/customer-page.module.css'
import { useMay } from '../session.ts'
import { ClaimPurchase } from './claim-purchase.tsx'
import { UndoMerge } from './undo-merge.tsx'
import { useNamed } from './use-named.ts'

/** Who counts for somebody, on their page, and the way to a purchase that should. */
export function MergedWith({ customerId }: { customerId: string }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const may = useMay()
  const named = useNamed()
  const merges = useCall(listMerges, { params: { customerId } }).data?.items ?? []
  const claim = may('customers:merge') && <ClaimPurchase customerId={customerId} />
  if (merges.length === 0) {
    return (
      claim && (
        <Section heading={t('claim.heading')}>
          <p className={words.sm}>{claim}</p>
        </Section>
      )
    )
  }
  return (
    <Section heading={t('merged.heading')} aside={claim}>
      <ul className={classes.rows}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <span>
              {merge.kind === 'claim' ? t('merged.claim') : named(merge.from)}
              {', '}
              {format.date(merge.mergedAt)}
            </span>
            {may('customers:merge') && <UndoMerge merge={merge} customerId={customerId} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}
