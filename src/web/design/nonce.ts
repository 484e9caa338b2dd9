declare global {
  /** Read by the style writers of Mantine's dependencies; the name is theirs. */
  var __webpack_nonce__: string | undefined
}

/** The nonce the server wrote into the page; empty in development, where no policy is set. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')
  return meta?.content ?? ''
}

export function shareStyleNonce() {
  globalThis.__webpack_nonce__ = styleNonce()
}
