import { useDebouncedValue } from '@mantine/hooks'
import { lintProgram, type ProgramChange } from '#contract/endpoints/program-previews.ts'
import { useCall } from '../../client/index.ts'
import type { Change, Draft } from './draft.ts'
import { Findings } from './findings.tsx'
import { lintChangeOf } from './lint-change.ts'
import type { Currency, Program } from './program.ts'

type PlanFindingsProps = {
  program: Pick<Program, 'rules' | 'giftLadders'>
  changes: readonly Change[]
  currency: Currency
  draft: Draft
}

const quietMillis = 400

/** Dead ends where they would be made: what is promised here and nobody can have. */
export function PlanFindings({ program, changes, currency, draft }: PlanFindingsProps) {
  const [change] = useDebouncedValue<ProgramChange | null>(lintChangeOf(changes), quietMillis)
  const { rewards, card } = draft
  const offered = {
    rewards: rewards.map(({ key, content }) => ({ key, ...content })),
    stampCards: card ? [{ key: card.key, ...card.content }] : [],
  }
  const reply = useCall(
    lintProgram,
    { body: { ...offered, ...(change && { change }) } },
    { keepPrevious: true },
  )
  return (
    <Findings
      findings={reply.data?.findings ?? []}
      rules={[...program.rules, ...program.giftLadders]}
      currency={currency}
      rewards={rewards}
      card={card}
    />
  )
}
