import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import type { Language } from '#locales/language.ts'
import type { GuessLimit } from './guess-limit.ts'
import { judge, type Verdict } from './judge.ts'
import { type Found, isFound, lookUp, type Question } from './look-up.ts'
import { refusalOf } from './reason-in-words.ts'

/** Who asks, when, and how often they guessed. */
export type Asking = {
  context: Context
  caller: Caller
  guesses: GuessLimit
}

/** What is asked of a code that is to be used now. */
export type Use = Question & { language?: Language | undefined }

/**
 * The code, locked and fit to be used.
 * @throws Refusal with every reason why not
 */
export async function askForUse(
  tx: Tx,
  { context, caller, guesses }: Asking,
  use: Use,
  now: Date = context.clock.now(),
): Promise<Found & { verdict: Verdict; now: Date }> {
  const found = await lookUp(tx, use, { stores: caller.stores, now, lock: true })
  const language = use.language ?? (isFound(found) ? found.terms : found).language
  if (!isFound(found)) throw refusalOf(['voucher_code_unknown'], language)
  guesses.noteUnknownCodes(caller, found.unknownOthers)
  const verdict = judge(found.situation)
  if (verdict.reasons.length > 0) throw refusalOf(verdict.reasons, language)
  return { ...found, verdict, now }
}

/** Notes a guess where the work ended with an unknown code, and turns guessers away before it. */
export async function guarded<T>({ caller, guesses }: Asking, work: () => Promise<T>): Promise<T> {
  guesses.refuseGuesser(caller)
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'voucher_code_unknown') {
      guesses.noteUnknownCodes(caller, 1)
    }
    throw error
  }
}
