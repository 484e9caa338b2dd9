import { connect } from 'node:http2'
import type { Issuer } from './issuers.ts'

const answerMillis = 10_000

/**
 * Tells phones over HTTP/2 that they should ask for a pass anew (Apple Push Notification service). The
 * message is empty: what changed is nobody's business on the way.
 * @returns the status by push token; 0: no answer
 */
export async function pushAll(
  address: string,
  issuer: Issuer<'apple'>,
  pushTokens: readonly string[],
): Promise<Map<string, number>> {
  const answers = new Map<string, number>()
  const session = connect(address, { cert: issuer.certificate, key: issuer.key })
  // What fails on the connection fails each request on it, where it is heard.
  session.on('error', () => undefined)
  try {
    await Promise.all(
      pushTokens.map(async (token) => {
        answers.set(token, await pushOne(session, issuer, token))
      }),
    )
  } finally {
    session.destroy()
  }
  return answers
}

function pushOne(
  session: ReturnType<typeof connect>,
  { passType }: Issuer<'apple'>,
  token: string,
): Promise<number> {
  return new Promise((resolve) => {
    const request = session.request({
      ':method': 'POST',
      ':path': `/3/device/${encodeURIComponent(token)}`,
      'apns-topic': passType,
      'apns-push-type': 'background',
    })
    request.setTimeout(answerMillis, () => request.close())
    request.on('response', (headers) => {
      resolve(Number(headers[':status'] ?? 0))
      request.close()
    })
    request.on('error', () => resolve(0))
    request.on('close', () => resolve(0))
    request.end('{}')
  })
}
