import type { Endpoint, WireReply } from '#contract/endpoint.ts'
import { addressOf, type CallInput } from './call.ts'
import { Problem, problemOf } from './problem.ts'

type UploadOptions = {
  /** Told again and again how many bytes have left. */
  onProgress?: (bytesSent: number) => void
  signal?: AbortSignal
}

/**
 * Sends a file and says how far it is, which `fetch` cannot.
 * @throws Problem for every answer that is not the endpoint's reply, AbortError when stopped
 */
export async function upload<E extends Endpoint & { upload: object }>(
  endpoint: E,
  input: CallInput<E>,
  { onProgress, signal }: UploadOptions = {},
): Promise<WireReply<E>> {
  // The same input without the endpoint's own shape, which only the compiler needs.
  const { params, query, body } = input as {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body: Blob
  }
  const request = new XMLHttpRequest()
  request.open(endpoint.method, addressOf(endpoint, params, query))
  request.setRequestHeader('accept', 'application/json')
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('x-stammgast', '1')
  request.upload.onprogress = ({ loaded }) => onProgress?.(loaded)
  const { status, text } = await answerOf(request, body, signal)
  if (status >= 300) throw await problemOf(new Response(text, { status }))
  // The server has checked its own reply against this very schema before sending it.
  return JSON.parse(text) as WireReply<E>
}

function answerOf(request: XMLHttpRequest, body: Blob, signal?: AbortSignal) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new Problem('offline', { code: 'offline' }))
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body)
  })
}
