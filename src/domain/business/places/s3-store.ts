import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  type RequestOptions,
  request as requestHttp,
} from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Client } from 'minio'
import type { PlaceFailure } from '#contract/endpoints/places.ts'
import { errorCode } from '#database/error-code.ts'
import { lookupWithin, type Reach } from '../reach/look-up-within.ts'
import { wayFault } from './fault-of.ts'
import { PlaceFault, type S3Address } from './place.ts'
import type { Source, Store, StoredFile } from './store.ts'

/** A part lies in memory as it is sent; 10,000 of them are the most an object has. */
const partBytes = 16 * 1024 ** 2
const silentMillisMax = 60_000

/** A folder of a bucket. What is written appears at once when it is whole, so drafts have no name. */
export function openS3(address: S3Address, secretKey: string, reach: Reach): Store {
  const { client, agent } = clientFor(address, secretKey, reach)
  const { bucket } = address
  const inner = address.folder.replace(/^\/+|\/+$/g, '')
  const prefix = inner === '' ? '' : `${inner}/`
  const key = (name: string) => `${prefix}${name}`
  return {
    hostKey: null,
    list: () => told(() => listFiles(client, bucket, prefix)),
    draftOf: (name) => name,
    put: (name, source) =>
      told(async () => {
        if (source.bytes <= partBytes) await putWhole(client, bucket, key(name), source)
        else await putInParts(client, bucket, key(name), source)
      }),
    read: (name) => told<Readable>(() => client.getObject(bucket, key(name))),
    complete: async () => undefined,
    remove: (name) => told(() => client.removeObject(bucket, key(name))),
    moveInto: async () => false,
    breakOff: () => agent.destroy(),
    close: async () => agent.destroy(),
  }
}

function clientFor(address: S3Address, secretKey: string, reach: Reach) {
  const { endpoint, region, accessKey } = address
  const url = new URL(endpoint)
  const isSafe = url.protocol === 'https:'
  if (!isSafe && reach === 'internet') throw new PlaceFault('place_certificate_invalid')
  const options = { keepAlive: true, lookup: lookupWithin(reach) }
  const agent = isSafe ? new HttpsAgent(options) : new HttpAgent(options)
  const client = new Client({
    ...{ endPoint: url.hostname, useSSL: isSafe, region, accessKey, secretKey },
    ...(url.port !== '' && { port: Number(url.port) }),
    ...{ transport: patient(isSafe ? requestHttps : requestHttp), transportAgent: agent },
    // Whoever sends tries again by itself, later and more patiently.
    retryOptions: { disableRetry: true },
  })
  return { client, agent }
}

/** Whoever says nothing for a minute is given up. */
function patient(request: typeof requestHttp | typeof requestHttps) {
  const ask = (
    options: RequestOptions,
    heard: (answer: IncomingMessage) => void,
  ): ClientRequest => {
    const asked = request(options, heard)
    asked.setTimeout(silentMillisMax, () =>
      asked.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })),
    )
    return asked
  }
  // The client calls it with options and a callback only, one of the ways both can be called.
  return { request: ask as typeof requestHttp & typeof requestHttps }
}

async function listFiles(client: Client, bucket: string, prefix: string): Promise<StoredFile[]> {
  const files: StoredFile[] = []
  for await (const item of client.listObjectsV2(bucket, prefix, false)) {
    const { name, size, lastModified } = item as { name?: string; size: number; lastModified: Date }
    if (name === undefined || name === prefix) continue
    files.push({ name: name.slice(prefix.length), bytes: size, changedAt: lastModified })
  }
  return files
}

async function putWhole(client: Client, bucket: string, key: string, source: Source) {
  const content = await buffer(source.read())
  await client.putObject(bucket, key, content, content.length)
}

/** A part of an upload that was broken off is taken back, as far as anybody still answers. */
async function putInParts(client: Client, bucket: string, key: string, source: Source) {
  const uploadID = await client.initiateNewMultipartUpload(bucket, key, {})
  try {
    const parts: { part: number; etag: string }[] = []
    for await (const content of inParts(source.read())) {
      const part = parts.length + 1
      const place = { bucketName: bucket, objectName: key, uploadID, partNumber: part }
      const headers = { 'content-length': content.length }
      const { etag } = await client.uploadPart({ ...place, headers }, content)
      parts.push({ part, etag })
    }
    await client.completeMultipartUpload(bucket, key, uploadID, parts)
  } catch (error) {
    await client.abortMultipartUpload(bucket, key, uploadID).catch(() => undefined)
    throw error
  }
}

async function* inParts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    bytes += piece.length
    if (bytes < partBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw wayFault(error) ?? new PlaceFault(failureOf(errorCode(error) ?? ''), { cause: error })
  }
}

function failureOf(code: string): PlaceFailure {
  switch (code) {
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'AuthorizationHeaderMalformed':
    case 'RequestTimeTooSkewed':
      return 'place_sign_in_refused'
    case 'NoSuchBucket':
      return 'place_bucket_missing'
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return 'place_not_allowed'
    case 'NoSuchKey':
    case 'NotFound':
      return 'copy_missing'
    case 'QuotaExceeded':
    case 'XMinioStorageFull':
      return 'place_full'
    default:
      return 'place_refused'
  }
}
