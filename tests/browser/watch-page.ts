import type { Page } from 'playwright-core'

/**
 * A list that grows with every fault of the page; what the content policy blocks is among them.
 * Whoever watched it before watches no longer.
 */
export function watchPage(page: Page): readonly string[] {
  const faults: string[] = []
  for (const seen of ['pageerror', 'console', 'request']) page.removeAllListeners(seen)
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`logged: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (isElsewhere(request.url(), page.url())) faults.push(`asked elsewhere: ${request.url()}`)
  })
  return faults
}

function isElsewhere(url: string, pageUrl: string): boolean {
  const { protocol, host } = new URL(url)
  if (protocol === 'data:' || protocol === 'blob:') return false
  // The first request is made before the page has an address.
  return pageUrl !== 'about:blank' && host !== new URL(pageUrl).host
}
