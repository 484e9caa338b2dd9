import type { ProgramChange, ProgramDraft } from '#contract/endpoints/program-previews.ts'
import { notFound } from '#kernel/errors.ts'
import type { Program } from '../program.ts'
import type { ProgramRevision } from '../program-rows.ts'

/** A change as it would be said for this instant. */
export function revisionOf(
  change: ProgramChange,
  validFrom: string,
  program: Program,
): ProgramRevision {
  switch (change.kind) {
    case 'terms':
      return { kind: 'terms', content: { ...change.content, validFrom } }
    case 'tiers':
      return { kind: 'tiers', content: { ...change.content, validFrom } }
    case 'rule':
      return { kind: 'rule', content: { ...change.content, status: 'active', validFrom } }
    case 'gift_ladder':
      return { kind: 'gift_ladder', content: { ...change.content, status: 'active', validFrom } }
    case 'rule_end': {
      const known = program.rules.findLast(({ key }) => key === change.key)
      if (!known) throw notFound('earning_rule')
      const { revision: _, ...rule } = known
      return { kind: 'rule', content: { ...rule, status: 'ended', validFrom } }
    }
    case 'gift_ladder_end': {
      const known = program.giftLadders.findLast(({ key }) => key === change.key)
      if (!known) throw notFound('gift_ladder')
      return { kind: 'gift_ladder', content: { ...known, status: 'ended', validFrom } }
    }
  }
}

/** A program that says this from its instant on, whatever was said of the same for later. */
export function programWith(program: Program, { kind, content }: ProgramRevision): Program {
  const start = Date.parse(content.validFrom)
  const isBefore = ({ validFrom }: { validFrom: string }) => Date.parse(validFrom) < start
  switch (kind) {
    case 'terms':
      return { ...program, terms: [...program.terms.filter(isBefore), content] }
    case 'tiers':
      return { ...program, tiers: [...program.tiers.filter(isBefore), content] }
    case 'rule': {
      const kept = program.rules.filter((one) => one.key !== content.key || isBefore(one))
      return { ...program, rules: [...kept, { ...content, revision: nextRevision(program) }] }
    }
    case 'gift_ladder': {
      const kept = program.giftLadders.filter((one) => one.key !== content.key || isBefore(one))
      return { ...program, giftLadders: [...kept, content] }
    }
    // Shows what is earned and decides nothing of it.
    case 'stamp_card':
      return program
    case 'ending':
      return { ...program, endings: [...program.endings.filter(isBefore), content] }
  }
}

const nextRevision = ({ rules }: Program) =>
  rules.reduce((highest, { revision }) => Math.max(highest, revision), 0) + 1

/** All that a draft says, for the same instant. */
export const draftedRevisions = (
  { terms, rules, tiers, giftLadders }: ProgramDraft,
  validFrom: string,
): ProgramRevision[] => [
  ...(terms ? [{ kind: 'terms' as const, content: { ...terms, validFrom } }] : []),
  ...rules.map((rule) => ({
    kind: 'rule' as const,
    content: { ...rule, status: 'active' as const, validFrom },
  })),
  ...(tiers ? [{ kind: 'tiers' as const, content: { ...tiers, validFrom } }] : []),
  ...giftLadders.map((ladder) => ({
    kind: 'gift_ladder' as const,
    content: { ...ladder, status: 'active' as const, validFrom },
  })),
]
