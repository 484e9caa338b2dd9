import type { Endpoint } from '#contract/endpoint.ts'
import { ask, type CallInput } from './call.ts'

export type ServedFile = { content: Blob; name: string }

/**
 * A file of the server, where a link would save the refusal in its place.
 * @throws Problem as `call` does
 */
export async function download<E extends Endpoint & { file: object }>(
  endpoint: E,
  input: CallInput<E>,
): Promise<ServedFile> {
  const response = await ask(endpoint, input, {})
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  return { content: await response.blob(), name: named?.[1] ?? 'stammgast' }
}
