import type { z } from 'zod'
import type { Fault } from '#kernel/errors.ts'

const faultsMax = 100

/** What a schema refuses, each fault with its place in the input (RFC 6901). */
export const faultsOf = (error: z.ZodError, most = faultsMax): Fault[] =>
  error.issues.slice(0, most).map(({ path, code, message }) => ({
    pointer: path.map((step) => `/${escaped(String(step))}`).join(''),
    code,
    message,
  }))

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1')
