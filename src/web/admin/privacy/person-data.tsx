import { useTranslation } from 'react-i18next'
import { exportPerson, printPerson } from '#contract/endpoints/rights.ts'
import { addressOf } from '../../client/index.ts'
import { buttonClass } from '../../design/button.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { useMay } from '../session.ts'
import { ErasePerson } from './erase-person.tsx'
import classes from './privacy.module.css'

type Props = { customerId: string; name: string }

/** What a person may ask for: everything about them, and to be forgotten. */
export function PersonData({ customerId, name }: Props) {
  const { t } = useTranslation('rights')
  const may = useMay()
  if (!may('customers:export') && !may('customers:erase')) return null
  const params = { customerId }
  return (
    <Section heading={t('person.heading')}>
      <p className={`${words.sm} ${words.muted}`}>{t('person.what')}</p>
      <div className={classes.acts}>
        {may('customers:export') && (
          <>
            <a className={buttonClass('outlined')} href={addressOf(printPerson, params)} download>
              {t('person.paper')}
            </a>
            <a
              className={buttonClass('outlined')}
              href={addressOf(exportPerson, params)}
              download={`${customerId}.json`}
            >
              {t('person.file')}
            </a>
          </>
        )}
        {may('customers:erase') && <ErasePerson customerId={customerId} name={name} />}
      </div>
    </Section>
  )
}
