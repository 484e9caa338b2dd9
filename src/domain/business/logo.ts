import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { malformed, notFound } from '#kernel/errors.ts'
import { pictureSize } from '#kernel/picture.ts'

type Place = Pick<Context, 'database'>

export async function readLogo({ database }: Place): Promise<FileReply> {
  const logo = await findLogo(database)
  if (logo === null) throw notFound('logo')
  return logo
}

/** null: the business has none. */
export async function findLogo({
  kysely,
}: Queryable): Promise<{ contentType: string; content: Buffer } | null> {
  type Row = { content: Buffer | null; contentType: string | null }
  const { rows } = await sql<Row>`
    select logo as content, logo_type as "contentType" from business`.execute(kysely)
  const { content, contentType } = rows[0]!
  return content === null || contentType === null ? null : { contentType, content }
}

/** Keeps a whole picture, known by its bytes; what the sender calls it does not count. */
export async function setLogo({ database }: Place, upload: Readable): Promise<void> {
  const logo = Buffer.concat(await upload.toArray())
  const contentType = imageTypeOf(logo)
  await transaction(database, (tx) =>
    sql`update business set logo = ${logo}, logo_type = ${contentType}`.execute(tx),
  )
}

export async function removeLogo({ database }: Place): Promise<void> {
  await transaction(database, (tx) =>
    sql`update business set logo = null, logo_type = null`.execute(tx),
  )
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const jpeg = Buffer.from([0xff, 0xd8, 0xff])

function imageTypeOf(bytes: Buffer): string {
  const contentType = typeBy(bytes)
  if (contentType === null) {
    throw malformed('image_type_unknown', 'This is neither a PNG nor a JPEG picture.')
  }
  if (pictureSize({ contentType, content: bytes }) !== null) return contentType
  throw malformed('image_broken', 'This picture is broken or ends in the middle.')
}

function typeBy(bytes: Buffer): string | null {
  if (bytes.subarray(0, png.length).equals(png)) return 'image/png'
  return bytes.subarray(0, jpeg.length).equals(jpeg) ? 'image/jpeg' : null
}
