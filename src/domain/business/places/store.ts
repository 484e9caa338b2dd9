import type { Readable } from 'node:stream'

export type StoredFile = { name: string; bytes: number; changedAt: Date }

/** A file that can be read more than once, whose size is known before. */
export type Source = { bytes: number; read(): AsyncIterable<Buffer> }

/**
 * A folder outside, over one connection. Everything that can go wrong there is a PlaceFault; names
 * are those of files right within the folder.
 */
export type Store = {
  /** The key by which the server proved who it is, where it has one. */
  hostKey: string | null
  list(): Promise<StoredFile[]>
  /** Under which name a file is written until it is whole and compared. */
  draftOf(name: string): string
  put(name: string, source: Source): Promise<void>
  read(name: string): Promise<Readable>
  /** Gives a draft its name, over a file that bears it already. */
  complete(name: string): Promise<void>
  /** Of a file that is not there nothing is removed. */
  remove(name: string): Promise<void>
  /** Into a folder within; false: that is not allowed there. */
  moveInto(folder: string, name: string): Promise<boolean>
  /** What is under way ends with a fault. */
  breakOff(): void
  close(): Promise<void>
}
