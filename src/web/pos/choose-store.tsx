import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './counter.module.css'
import { Notice } from './notice.tsx'
import { useKeptCall } from './offline/use-kept-call.ts'
import { listStores } from './routes.ts'
import type { Session } from './session.ts'
import { Till } from './till.tsx'

const place = 'stammgast-pos-store'

function useKeptStore(): [string, (code: string) => void] {
  const [chosen, choose] = useState(() => {
    // What stands there was written below.
    return JSON.parse(localStorage.getItem(place) ?? '""') as string
  })
  const keep = (code: string) => {
    localStorage.setItem(place, JSON.stringify(code))
    choose(code)
  }
  return [chosen, keep]
}

/** A device stands in one store; it is asked once. */
export function ChooseStore({ session }: { session: Session }) {
  const { t } = useTranslation('pos')
  const stores = useKeptCall(listStores, {})
  const [chosen, choose] = useKeptStore()
  if (stores.error) return <Notice sentence={t('offline')} />
  if (!stores.data) return null
  const open = stores.data.items.filter(({ archivedAt }) => archivedAt === null)
  const store = open.length === 1 ? open[0] : open.find(({ code }) => code === chosen)
  if (store) {
    return (
      <Till
        key={store.code}
        session={session}
        store={store}
        {...(open.length > 1 && { onOtherStore: () => choose('') })}
      />
    )
  }
  if (open.length === 0) return <Notice sentence={t('noStore')} />
  return (
    <Notice sentence={t('whichStore')}>
      <div className={classes.stores}>
        {open.map(({ code, name }) => (
          <button key={code} type="button" className={classes.key} onClick={() => choose(code)}>
            {name}
          </button>
        ))}
      </div>
    </Notice>
  )
}
