import type { Connection, Submittable } from 'pg'
import { BinaryRow } from './binary-row.ts'

/** Message codes of PostgreSQL's protocol. */
const copyData = 0x64
const copyDone = 0x63
const errorResponse = 0x45
const headerBytes = 5

/** The stream opens with this signature, a flags word and the length of an extension area. */
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const fixedHeaderBytes = signature.length + 8

type DataListener = (chunk: Buffer) => void

/**
 * A binary COPY that reads its rows straight out of the socket's chunks, which is what makes it
 * quick: while it runs it stands in the place of the driver's own reader. PostgreSQL sends one
 * row per message.
 */
export class CopyOutStream implements Submittable {
  readonly done: Promise<number>
  readonly #text: string
  readonly #onRow: (row: BinaryRow) => void
  readonly #row = new BinaryRow()
  readonly #outcome = Promise.withResolvers<number>()
  #rest: Buffer | undefined
  #rows = 0
  #fault: unknown
  #detach: (unread: Buffer) => void = () => undefined

  constructor(text: string, onRow: (row: BinaryRow) => void) {
    this.#text = text
    this.#onRow = onRow
    this.done = this.#outcome.promise
  }

  submit(connection: Connection) {
    const { stream } = connection
    const listeners = stream.listeners('data') as DataListener[]
    const mine: DataListener = (chunk) => this.#read(chunk)
    for (const listener of listeners) stream.removeListener('data', listener)
    stream.on('data', mine)
    this.#detach = (unread) => {
      stream.removeListener('data', mine)
      for (const listener of listeners) {
        stream.on('data', listener)
        listener(unread)
      }
    }
    connection.query(this.#text)
  }

  #read(chunk: Buffer) {
    const buffer = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk
    this.#rest = undefined
    let at = 0
    while (at + headerBytes <= buffer.length) {
      const code = buffer[at]
      if (code === errorResponse) return this.#detach(buffer.subarray(at))
      const end = at + 1 + buffer.readInt32BE(at + 1)
      if (end > buffer.length) break
      if (code === copyDone) return this.#detach(buffer.subarray(end))
      if (code === copyData) this.#take(buffer, at + headerBytes)
      at = end
    }
    if (at < buffer.length) this.#rest = buffer.subarray(at)
  }

  #take(buffer: Buffer, at: number) {
    if (this.#fault) return
    try {
      const start = this.#rows === 0 ? at + fileHeaderBytes(buffer, at) : at
      if (!this.#row.fill(buffer, start)) return
      this.#rows++
      this.#onRow(this.#row)
    } catch (error) {
      // The rest must still be read past, or the connection would be of no use to anybody.
      this.#fault = error
    }
  }

  handleError(error: Error) {
    this.#outcome.reject(error)
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    if (this.#fault) this.#outcome.reject(this.#fault)
    else this.#outcome.resolve(this.#rows)
  }
}

function fileHeaderBytes(buffer: Buffer, at: number): number {
  if (buffer.compare(signature, 0, signature.length, at, at + signature.length) !== 0) return 0
  return fixedHeaderBytes + buffer.readInt32BE(at + fixedHeaderBytes - 4)
}
