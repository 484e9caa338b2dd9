import type { DeliveryOutcome } from '#contract/endpoints/connections.ts'
import type { IntakeOutcome } from '#contract/endpoints/events.ts'
import type { Reason, Translation } from './translation.ts'

/** What became of a delivery's events, in their order. */
export type Intake = IntakeOutcome[]

export type Decision = {
  outcome: DeliveryOutcome
  reason: Reason | null
  reference: string
  /** Whom it was about, as far as it counted. */
  customerIds: readonly string[]
}

/** One refused event is what its delivery is remembered for; it can be replayed. */
export function decisionOf(
  said: Translation,
  intake: Intake,
  customerId: string | undefined,
): Decision {
  const { reference } = said
  switch (said.kind) {
    case 'ignored':
    case 'noted':
    case 'refused':
      return { outcome: said.kind, reason: said.reason, reference, customerIds: [] }
    case 'person':
      // Who was erased here is not named again by what their shop still sends.
      return customerId === undefined
        ? { outcome: 'repeated', reason: null, reference: '', customerIds: [] }
        : { outcome: 'accepted', reason: null, reference, customerIds: [customerId] }
    case 'events':
      return { ...outcomeOf(intake), reference, customerIds: customersIn(intake) }
  }
}

function outcomeOf(intake: Intake): Pick<Decision, 'outcome' | 'reason'> {
  for (const one of intake) {
    if (one.status !== 'refused') continue
    const { code, message } = one.errors[0] ?? { code: one.code, message: '' }
    return { outcome: 'refused', reason: { code, text: message.slice(0, 300) } }
  }
  const isNew = intake.some(({ status }) => status === 'accepted')
  return { outcome: isNew ? 'accepted' : 'repeated', reason: null }
}

const customersIn = (intake: Intake): string[] => [
  ...new Set(intake.flatMap((one) => ('customerId' in one ? (one.customerId ?? []) : []))),
]
