/** The few with the highest scores of many that pass by; of equals those that came first. */
export class Best<T> {
  readonly #most: number
  readonly #kept: { score: number; one: T }[] = []

  constructor(most: number) {
    this.#most = most
  }

  offer(score: number, one: () => T): void {
    const last = this.#kept.at(-1)
    if (this.#kept.length === this.#most && last && score <= last.score) return
    const place = this.#kept.findIndex((kept) => kept.score < score)
    this.#kept.splice(place === -1 ? this.#kept.length : place, 0, { score, one: one() })
    this.#kept.length = Math.min(this.#kept.length, this.#most)
  }

  list(): T[] {
    return this.#kept.map(({ one }) => one)
  }
}
