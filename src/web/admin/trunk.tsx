import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { Problem } from '../client/index.ts'
import { StateLoading } from '../design/state-loading.tsx'
import { Framed } from './framed.tsx'
import { sessionQuery } from './session.ts'
import classes from './trunk.module.css'

type Context = { queries: QueryClient }

/** Every address hangs on this. */
export const root = createRootRouteWithContext<Context>()({ component: Outlet })

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queries.ensureQueryData(sessionQuery)
      const isThere = location.pathname.endsWith('/second-factor')
      if (session.secondFactorMissing && !isThere) throw redirect({ to: '/second-factor' })
    } catch (problem) {
      if (problem instanceof Problem && problem.kind === 'unauthenticated') {
        throw redirect({ to: '/sign-in', search: { back: location.href } })
      }
      throw problem
    }
  },
  component: Outlet,
  pendingComponent: Unframed,
})

export const framed = createRoute({
  getParentRoute: () => signedIn,
  id: 'framed',
  component: Framed,
})

/** While nobody is known yet there is no frame: the page waits where it will stand. */
function Unframed() {
  return (
    <div className={classes.page}>
      <StateLoading shape="page" />
    </div>
  )
}
