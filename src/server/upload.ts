import { Readable, Transform } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#kernel/errors.ts'

/** The raw body as a stream that ends in a refusal once it grows beyond its limit. */
export function boundedUpload(request: FastifyRequest, bytesMax: number): Readable {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax)
  if (!(request.body instanceof Readable)) return Readable.from([])
  let bytes = 0
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      request.bodyHash?.update(chunk)
      if (bytes > bytesMax) done(tooLarge(bytesMax))
      else done(null, chunk)
    },
  })
  request.body.once('error', (error) => bounded.destroy(error))
  request.raw.once('aborted', () => bounded.destroy(new Error('The upload was broken off.')))
  return request.body.pipe(bounded)
}

const tooLarge = (bytesMax: number) =>
  new Refusal('too_large', 'body_too_large', `The file has more than ${bytesMax} bytes.`)
