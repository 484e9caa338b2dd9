import type { FastifyInstance } from 'fastify'
import { errorCode } from '#database/error-code.ts'
import { conflict } from '#kernel/errors.ts'

type Place = { port: number; host: string }

/** @throws Refusal where another program has the port, or the system keeps it for itself */
export async function listen(app: FastifyInstance, { port, host }: Place): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    const reason = reasons.get(errorCode(error) ?? '')
    if (reason === undefined) throw error
    throw conflict('port_taken', `Port ${port} of ${host} ${reason}. Choose another: --port N.`)
  }
}

const reasons = new Map([
  ['EADDRINUSE', 'is taken by another program'],
  ['EACCES', 'may be opened by root only'],
])
