import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readSecondFactor } from '#contract/endpoints/second-factor.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Bare } from '../bare.tsx'
import forms from '../forms/forms.module.css'
import { sessionQuery, signOut } from '../session.ts'
import { LanguageLine } from '../sign-in/language-line.tsx'
import signInClasses from '../sign-in/sign-in.module.css'
import classes from './access.module.css'
import { OwnSecondFactor } from './own-second-factor.tsx'

/** For whoever needs a second factor and has none: everything else waits. */
export function SecondFactorPage() {
  const { t } = useTranslation('access')
  const queries = useQueryClient()
  const router = useRouter()
  const factor = useCall(readSecondFactor, {}).data
  const isSetUp = factor !== undefined && (factor.authenticator || factor.passkeys.length > 0)
  const goOn = async () => {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await router.navigate({ to: '/' })
  }
  return (
    <Bare title={t('second.title')}>
      <h1>{t('missing.title')}</h1>
      <p className={signInClasses.reason}>{t('missing.reason')}</p>
      <div className={forms.part}>
        <OwnSecondFactor />
      </div>
      <div className={`${classes.acts} ${classes.below}`}>
        {isSetUp && (
          <Button kind="main" onClick={goOn}>
            {t('missing.onward')}
          </Button>
        )}
        <Button kind="word" onClick={signOut}>
          {t('missing.signOut')}
        </Button>
      </div>
      <LanguageLine />
    </Bare>
  )
}
