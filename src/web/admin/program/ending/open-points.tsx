import { useTranslation } from 'react-i18next'
import { readOpenPoints } from '#contract/endpoints/program-ending.ts'
import { useCall } from '../../../client/index.ts'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { Loaded } from '../../loaded.tsx'

/** Whom an end would concern: how many still have something to redeem, and what it is worth. */
export function OpenPoints() {
  const { t } = useTranslation('program')
  const format = useFormat()
  const open = useCall(readOpenPoints, {})
  return (
    <Section heading={t('ending.whoHas')}>
      <Loaded reply={open} shape="rows">
        {({ currencies }) =>
          currencies.length === 0 ? (
            <p>{t('ending.nobody')}</p>
          ) : (
            currencies.map(({ currency, name, customers, points, worth }) => (
              <p key={currency}>
                {t('ending.has', {
                  ...{ count: customers, customers: format.number(customers), name },
                  ...{ points: format.number(points), worth: format.money(worth) },
                })}
              </p>
            ))
          )
        }
      </Loaded>
    </Section>
  )
}
