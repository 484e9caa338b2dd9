import { useTranslation } from 'react-i18next'
import { goToProvider } from '#contract/endpoints/sign-in-provider.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './access.module.css'

type ByProviderProps = {
  name: string
  /** Nobody but one owner has another way. */
  isOnlyWay: boolean
  /** Where the person wanted to be. */
  back: string | undefined
}

/** Leaves for the provider, and comes back to a page of ours. */
export function ByProvider({ name, isOnlyWay, back }: ByProviderProps) {
  const { t } = useTranslation(['access', 'errors'])
  const action = useAction(goToProvider, {
    onDone: ({ url }) => {
      rememberBack(back)
      window.location.assign(url)
    },
  })
  return (
    <div className={classes.or}>
      <Button
        kind={isOnlyWay ? 'main' : 'outlined'}
        busy={action.isPending}
        onClick={() => action.mutate({})}
      >
        {t('access:provider.signIn', { name })}
      </Button>
      {action.error && (
        <Refusal>
          {action.error.code === 'provider_unreachable'
            ? t('access:provider.unreachable')
            : t(`errors:title.${action.error.kind}`)}
        </Refusal>
      )}
    </div>
  )
}

const backKey = 'stammgast-back'

/** The provider brings back nothing but its answer. */
const rememberBack = (back: string | undefined) => {
  if (back === undefined) sessionStorage.removeItem(backKey)
  else sessionStorage.setItem(backKey, back)
}

/** Where the person wanted to be, once. */
export function takeBack(): string {
  const back = sessionStorage.getItem(backKey) ?? '/'
  sessionStorage.removeItem(backKey)
  return back
}
