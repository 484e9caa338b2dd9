import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { errorCode } from '#database/error-code.ts'
import {
  lookupWithin,
  privateAddressCode,
  type Reach,
} from '#domain/business/reach/look-up-within.ts'
import { isPrivateAddress } from '#domain/business/reach/private-address.ts'
import { hostOf } from './check-address.ts'

export const answerMillisMax = 15_000
const textLengthMax = 300

/** What a receiver said, or why it said nothing. */
export type Answer = {
  code: AnswerCode
  status: number | null
  text: string
  /** As it wished by `Retry-After`. */
  retryAfterSeconds: number | null
}

export type AnswerCode =
  | 'answered'
  | 'timed_out'
  | 'address_private'
  | 'name_not_found'
  | 'connection_refused'
  | 'certificate_invalid'
  | 'connection_failed'
  | 'address_not_https'

export type Sending = { headers: Record<string, string>; body: string }

/** Sends to receivers, each message with one request, over connections that are used again. */
export class Sender {
  readonly #reach: Reach
  readonly #answerMillis: number
  readonly #http: HttpAgent
  readonly #https: HttpsAgent

  constructor(reach: Reach, answerMillis = answerMillisMax) {
    this.#reach = reach
    this.#answerMillis = answerMillis
    // The agent connects to the very address that was looked at: a name cannot change in between.
    const options = { keepAlive: true, maxFreeSockets: 4, lookup: lookupWithin(reach) }
    this.#http = new HttpAgent(options)
    this.#https = new HttpsAgent(options)
  }

  close(): void {
    this.#http.destroy()
    this.#https.destroy()
  }

  /** One attempt. A redirect is an answer like any other: nobody follows it. */
  async send(address: string, sending: Sending, stopping: AbortSignal): Promise<Answer> {
    const url = new URL(address)
    if (url.protocol !== 'https:' && this.#reach === 'internet') return nothing('address_not_https')
    const host = hostOf(url)
    if (this.#reach === 'internet' && isIP(host) && isPrivateAddress(host)) {
      return nothing('address_private')
    }
    const patience = AbortSignal.timeout(this.#answerMillis)
    try {
      return await this.#ask(url, sending, AbortSignal.any([patience, stopping]))
    } catch (error) {
      if (stopping.aborted) throw error
      return nothing(patience.aborted ? 'timed_out' : codeOf(error))
    }
  }

  async #ask(url: URL, { headers, body }: Sending, signal: AbortSignal): Promise<Answer> {
    const isSafe = url.protocol === 'https:'
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method: 'POST', headers, signal }
      const asked = isSafe
        ? requestHttps(url, { ...options, agent: this.#https }, resolve)
        : requestHttp(url, { ...options, agent: this.#http }, resolve)
      asked.on('error', reject)
      asked.end(body)
    })
    return {
      code: 'answered',
      status: response.statusCode ?? 0,
      text: await beginningOf(response),
      retryAfterSeconds: secondsIn(response.headers['retry-after']),
    }
  }
}

const nothing = (code: AnswerCode): Answer => ({
  ...{ code, status: null, text: '', retryAfterSeconds: null },
})

/** Whatever follows the beginning is not read: an answer without end must not hold us. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response) {
    parts.push(part as Buffer)
    length += (part as Buffer).length
    if (length >= textLengthMax * 4) break
  }
  const text = Buffer.concat(parts).toString().replaceAll('\0', '')
  return text.trim().slice(0, textLengthMax).toWellFormed()
}

function secondsIn(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null
}

function codeOf(error: unknown): AnswerCode {
  const code = errorCode(error) ?? ''
  if (code === privateAddressCode) return 'address_private'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_not_found'
  if (code === 'ECONNREFUSED') return 'connection_refused'
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)
    ? 'certificate_invalid'
    : 'connection_failed'
}
