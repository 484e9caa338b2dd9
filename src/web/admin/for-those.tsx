import type { RouteComponent } from '@tanstack/react-router'
import type { Permission } from '#contract/permissions.ts'
import { Forbidden } from './forbidden.tsx'
import { useMay } from './session.ts'

/** A page for those who may; all others are told so, within the frame. */
export function forThose(permission: Permission, Shown: RouteComponent): RouteComponent {
  const Guarded = () => (useMay()(permission) ? <Shown /> : <Forbidden />)
  return Object.assign(Guarded, { preload: Shown.preload })
}
