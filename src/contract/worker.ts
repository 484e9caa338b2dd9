/**
 * Work beside the requests. `work` does one piece and says whether more is waiting; if none is,
 * it is asked again after `restMillis`. A piece that fails is logged and tried again later.
 */
export type Worker = {
  name: string
  restMillis: number
  /** Its work lies in the memory of the program that was asked for it, and is done there. */
  memory?: true
  /** The signal aborts when the program stops; the piece in hand should then end soon. */
  work(signal: AbortSignal): Promise<'more' | 'done'>
}
