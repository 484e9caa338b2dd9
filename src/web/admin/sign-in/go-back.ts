import type { AnyRouter } from '@tanstack/react-router'

/** The page beside the till is one of its own, outside of the office. */
const till = '/pos'

/** Goes to where the person wanted to be, which can only be a page of ours. */
export async function goBack(router: AnyRouter, back = '/', replace = false): Promise<void> {
  if (back === till) return window.location.assign(till)
  const isOurs = /^\/(?![/\\])/.test(back)
  await router.navigate({ href: isOurs ? back : '/', replace })
}
