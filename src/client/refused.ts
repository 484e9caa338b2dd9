export type Fault = { pointer: string; code: string; message: string }

/** What Stammgast says no to: RFC 9457, with a stable `code` and one fault per place of the input. */
export class Refused extends Error {
  readonly status: number
  /** What a program decides by: `customer_not_found`. Without a problem reply `http_502`. */
  readonly code: string
  readonly faults: readonly Fault[]
  readonly requestId: string | null
  /** As the reply wishes; null: it says nothing. */
  readonly retryAfterSeconds: number | null

  constructor(response: Response, body: unknown) {
    const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Said>
    const { code = `http_${response.status}`, detail, title } = said
    super(`${code}: ${detail ?? title ?? response.statusText}`)
    this.name = 'Refused'
    this.status = response.status
    this.code = code
    this.faults = said.errors ?? []
    this.requestId = said.requestId ?? null
    const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
    this.retryAfterSeconds = Number.isNaN(seconds) ? null : seconds
  }
}

/** The form of a problem reply; anything else (a page of a proxy) has none of this. */
type Said = { code: string; title: string; detail: string; requestId: string; errors: Fault[] }
