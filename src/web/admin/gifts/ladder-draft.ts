import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { defineGiftLadder, readProgram } from '#contract/endpoints/programs.ts'

export type Ladder = WireReply<typeof readProgram>['giftLadders'][number]
type Step = { count: number; articles: string[] }

/** A gift ladder being written. */
export type LadderDraft = Pick<Ladder, 'name' | 'counts' | 'amountMin' | 'when'> & {
  rounds: { steps: Step[] }[]
}

/** What every part of a ladder's sentences is given. */
export type LadderPartProps = {
  draft: LadderDraft
  onChange: (change: Partial<LadderDraft>) => void
  onFault: (fault: string | null) => void
}

export type LadderFault = 'name' | 'articles' | 'rise'

export const newLadder = (article: string): LadderDraft => ({
  name: '',
  counts: 'visits',
  amountMin: 0,
  when: undefined,
  rounds: [{ steps: [{ count: 10, articles: [article] }] }],
})

export const ladderDraftOf = ({ name, counts, amountMin, when, rounds }: Ladder): LadderDraft => ({
  ...{ name, counts, amountMin, when, rounds },
})

export function faultOf({ name, rounds }: LadderDraft): LadderFault | null {
  if (name.trim() === '') return 'name'
  const steps = rounds.map((round) => round.steps)
  if (steps.flat().some(({ articles }) => articles.length === 0)) return 'articles'
  const rises = (list: readonly Step[]) =>
    list.every(({ count }, place) => place === 0 || count > list[place - 1]!.count)
  return steps.every(rises) ? null : 'rise'
}

export const ladderBodyOf = ({
  when,
  ...draft
}: LadderDraft): WireInput<typeof defineGiftLadder>['body'] => ({
  ...draft,
  ...(when === undefined ? {} : { when }),
})

/** With one step changed, or taken away where there is none to put. */
export function withStep(
  { rounds }: LadderDraft,
  round: number,
  place: number,
  step: Step | null,
): LadderDraft['rounds'] {
  return rounds.map((one, index) =>
    index === round
      ? { steps: one.steps.toSpliced(place, 1, ...(step === null ? [] : [step])) }
      : one,
  )
}

/** Another step of the same kind, ten further on. */
export const withNextStep = ({ rounds }: LadderDraft, round: number): LadderDraft['rounds'] =>
  rounds.map((one, index) => {
    const last = one.steps.at(-1)
    if (index !== round || !last) return one
    return { steps: [...one.steps, { ...last, count: Math.min(10_000, last.count + 10) }] }
  })
