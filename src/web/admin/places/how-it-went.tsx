import { useTranslation } from 'react-i18next'
import type { PlacePurpose } from '#contract/endpoints/places.ts'
import { Warning } from '../../design/warning.tsx'
import forms from '../forms/forms.module.css'
import classes from './places.module.css'

type Props = {
  purpose: PlacePurpose
  /** When it last went well, in words. */
  last: string
  failure: string | null
}

/** What came of a place last, and why it did not work where it did not. */
export function HowItWent({ purpose, last, failure }: Props) {
  const { t } = useTranslation('places')
  return (
    <>
      <p className={`${forms.text} ${classes.state}`}>{last}</p>
      {failure && (
        <p className={`${forms.text} ${classes.state}`}>
          <Warning>
            {t(`${purpose}.failed`, {
              // What the server may say is open; a code without words is told as something unexpected.
              why: t(`failure.${failure as 'unexpected'}`, {
                defaultValue: t('failure.unexpected'),
              }),
            })}
          </Warning>
        </p>
      )}
    </>
  )
}
