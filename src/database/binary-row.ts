import { uuidText } from '#kernel/ids.ts'

const fieldsMax = 64

/**
 * One row of a binary COPY, lying in the buffer it arrived in. The same object is filled again
 * for the next row: what is to be kept must be read or copied out of it at once.
 */
export class BinaryRow {
  buffer: Buffer = Buffer.alloc(0)
  fields = 0
  /** Where each field begins in `buffer`. */
  readonly starts = new Int32Array(fieldsMax)
  /** Bytes of each field; -1: null. */
  readonly lengths = new Int32Array(fieldsMax)

  /** Takes in the tuple at `position`; false: there is none, the stream ends. */
  fill(buffer: Buffer, position: number): boolean {
    const fields = buffer.readInt16BE(position)
    if (fields < 0) return false
    if (fields > fieldsMax) throw new RangeError(`A copied row has at most ${fieldsMax} fields.`)
    this.buffer = buffer
    this.fields = fields
    let at = position + 2
    for (let field = 0; field < fields; field++) {
      const length = readInt32(buffer, at)
      at += 4
      this.starts[field] = at
      this.lengths[field] = length
      if (length > 0) at += length
    }
    return true
  }

  isNull(field: number): boolean {
    return this.lengths[field] === -1
  }

  boolean(field: number): boolean {
    return this.buffer[this.#start(field, 1)] === 1
  }

  int2(field: number): number {
    return this.buffer.readInt16BE(this.#start(field, 2))
  }

  /** Also a `date`, as days since 2000-01-01. */
  int4(field: number): number {
    return readInt32(this.buffer, this.#start(field, 4))
  }

  /** Also a `timestamptz`, as microseconds since 2000-01-01 UTC. Exact up to 2^53. */
  int8(field: number): number {
    const start = this.#start(field, 8)
    return readInt32(this.buffer, start) * 2 ** 32 + this.buffer.readUInt32BE(start + 4)
  }

  float8(field: number): number {
    return this.buffer.readDoubleBE(this.#start(field, 8))
  }

  text(field: number): string {
    const start = this.starts[field]!
    return this.buffer.toString('utf8', start, start + this.#length(field))
  }

  uuid(field: number): string {
    const start = this.#start(field, 16)
    return uuidText(this.buffer.toString('hex', start, start + 16))
  }

  /** A view, not a copy. */
  bytes(field: number): Buffer {
    const start = this.starts[field]!
    return this.buffer.subarray(start, start + this.#length(field))
  }

  #length(field: number): number {
    const length = this.lengths[field]!
    if (field >= this.fields || length < 0)
      throw new TypeError(`Field ${field} is null or missing.`)
    return length
  }

  /** A field read as the wrong type is a defect that must not pass as a number. */
  #start(field: number, bytes: number): number {
    if (field >= this.fields || this.lengths[field] !== bytes) {
      throw new TypeError(`Field ${field} has ${this.lengths[field]} bytes, not ${bytes}.`)
    }
    return this.starts[field]!
  }
}

/** Buffer's own reading checks its bounds twice; a scan of a million rows notices. */
const readInt32 = (buffer: Buffer, at: number) =>
  (buffer[at]! << 24) | (buffer[at + 1]! << 16) | (buffer[at + 2]! << 8) | buffer[at + 3]!
