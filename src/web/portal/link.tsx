import type { ComponentProps, MouseEvent } from 'react'
import { goTo } from './use-path.ts'

/** Leads to another page of the portal without asking for the whole of it again. */
export function Link({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    goTo(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
