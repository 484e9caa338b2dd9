import { setTimeout as sleep } from 'node:timers/promises'

/** What was answered, and of when it is. */
export type Answer<T> = { answer: T; madeAt: Date }

type Kept<T> = Answer<T> & { tookMillis: number }
type Held = { kept: Map<string, Kept<unknown>>; making: Map<string, Promise<Kept<unknown>>> }

const patienceMillis = 700
const reusedMillis = 60_000
const keptMax = 100
const heldOf = new WeakMap<object, Held>()

/**
 * Answers that take long where there is much: whoever asks again soon is given the one of a moment ago,
 * later ones wait a little and are then given the last one while the next is made. What is quick is
 * made anew each time. Only the first to ask waits for all of it.
 * @param owner of what is asked; with it the answers go
 */
export async function slowAnswer<T>(
  owner: object,
  question: string,
  make: () => Promise<T>,
): Promise<Answer<T>> {
  const held = heldBy(owner)
  // A question names its answer's type.
  const kept = held.kept.get(question) as Kept<T> | undefined
  if (kept === undefined || kept.tookMillis < patienceMillis)
    return await begin(held, question, make)
  if (Date.now() - kept.madeAt.getTime() < reusedMillis) return kept
  const making = held.making.get(question) as Promise<Kept<T>> | undefined
  const next = making ?? begin(held, question, make)
  return await Promise.race([next, sleep(patienceMillis, kept, { ref: false })])
}

function begin<T>({ kept, making }: Held, question: string, make: () => Promise<T>) {
  const startedAt = new Date()
  const made = make().then((answer): Kept<T> => {
    const fresh = { answer, madeAt: startedAt, tookMillis: Date.now() - startedAt.getTime() }
    kept.delete(question)
    kept.set(question, fresh)
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!)
    return fresh
  })
  making.set(question, made)
  const end = () => {
    if (making.get(question) === made) making.delete(question)
  }
  made.then(end, end)
  return made
}

function heldBy(owner: object): Held {
  const held = heldOf.get(owner) ?? { kept: new Map(), making: new Map() }
  heldOf.set(owner, held)
  return held
}
