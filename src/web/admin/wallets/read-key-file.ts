import { z } from 'zod'

const keyFile = z.object({ client_email: z.string().min(1), private_key: z.string().min(1) })

/** The key file of a service account, as Google writes it; null: it is something else. */
export function readKeyFile(text: string): { account: string; key: string } | null {
  const read = keyFile.safeParse(parsed(text))
  return read.success ? { account: read.data.client_email, key: read.data.private_key } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
