import type { BrowserContext } from 'playwright-core'
import type { Program } from './program.ts'

export const owner = {
  name: 'Ina Morgenrot',
  email: 'ina@morgenrot.example',
  password: 'Hafer-Cappuccino um sieben',
}

/**
 * Makes the first owner with the printed set-up link and leaves the context signed in. The page
 * behind the link has a story of its own; this is the short way for all others.
 */
export async function signInOwner(context: BrowserContext, program: Program): Promise<void> {
  const token = new URL(program.setUpLink).hash.replace('#token=', '')
  const reply = await context.request.post('/api/v1/set-up', {
    data: { token, ...owner },
    headers: { origin: program.address, 'x-stammgast': '1' },
  })
  if (!reply.ok()) throw new Error(`no owner was made: ${reply.status()} ${await reply.text()}`)
}
