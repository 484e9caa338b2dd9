import { expect, test } from 'vitest'
import { factAt, programOf, purchaseAt, ruleOf, termsOf } from '../../../tests/program-lives.ts'
import { type Program, planOf } from './program.ts'
import type { ProgramFact } from './program-fact.ts'
import { replayProgram } from './run-program.ts'
import { whyNothing } from './why-nothing.ts'

const stamp = { key: 'visit', way: { kind: 'per_visit', points: 1 } }
const perEuro = { key: 'euro', way: { kind: 'per_amount', points: '1', perAmount: 100 } }
const visitAt = (at: string) => factAt(at, { type: 'visit' })

/** Why the last of these brought nothing, or another one. */
function why(
  parts: Partial<Program>,
  facts: ProgramFact[],
  earned: string[] = [],
  asked = facts.at(-1)!,
) {
  const plan = planOf(programOf(parts))
  const { state } = replayProgram(facts, [], plan)
  const { type, ...last } = asked
  const booked = { ...last, type: type === 'visit' ? ('visit' as const) : ('purchase' as const) }
  return whyNothing(state, booked, plan, new Set(earned))
}

test('the second visit within the hour is told when the next stamp can be had', () => {
  const terms = [termsOf({ visitMinutes: 60 })]
  const visits = [visitAt('2026-05-04T11:20'), visitAt('2026-05-04T11:50')]
  expect(why({ terms, rules: [ruleOf(stamp)] }, visits)).toEqual({
    ...{ kind: 'visit_counted', nextAtMillis: visits[0]!.atMillis + 3_600_000 },
  })
})

test('what is brought in later is not put down to a visit that came after it', () => {
  const visits = [visitAt('2026-05-04T09:00'), visitAt('2026-05-04T15:00')]
  expect(why({ rules: [ruleOf(stamp)] }, visits, [], visits[0])).toEqual({ kind: 'excluded' })
})

test('a cap is told with how long it holds', () => {
  const capped = (caps: object) => ({ rules: [ruleOf({ ...stamp, caps })] })
  const visits = [visitAt('2026-05-04T09:00'), visitAt('2026-05-04T12:00')]
  expect(why(capped({ perDay: 1 }), visits)).toEqual({ kind: 'cap_reached', per: 'day' })
  expect(why(capped({ perDay: 1, perMonth: 1 }), visits)).toMatchObject({ per: 'month' })
  expect(why(capped({ perCustomer: 1 }), visits)).toMatchObject({ per: 'customer' })
})

test('who books a visit where the amount counts is asked for it; too small ones are told the least', () => {
  const rules = [ruleOf({ ...perEuro, basketMin: 500 })]
  expect(why({ rules }, [visitAt('2026-05-04T09:00')])).toEqual({ kind: 'amount_needed' })
  expect(why({ rules }, [purchaseAt('2026-05-04T09:00', 480)])).toEqual({
    ...{ kind: 'too_little', amountMin: 500 },
  })
})

test('what no rule is for, and what there is no rule of, are two things', () => {
  const when = { kind: 'compare', field: 'event.weekday', operator: 'equal', value: 7 }
  const elsewhere = [ruleOf({ ...stamp, when })]
  expect(why({ rules: elsewhere }, [visitAt('2026-05-04T09:00')])).toEqual({ kind: 'excluded' })
  expect(why({}, [visitAt('2026-05-04T09:00')])).toEqual({ kind: 'no_rule' })
  expect(why({ rules: elsewhere }, [visitAt('2026-05-04T09:00')], ['points'])).toEqual({
    kind: 'no_rule',
  })
})
