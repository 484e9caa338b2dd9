import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isApi } from './caller.ts'

/** Everything comes from here, nothing is framed, and no style or script stands in the page. */
const policy = (nonce: string, path: string) =>
  [
    "default-src 'self'",
    `script-src 'self'${readsCodes(path) ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')

/** Codes before a camera and on photos are read by a program of its own, which is no script. */
const readsCodes = (path: string) =>
  /^\/(?:[?]|$)|^\/(?:pos|rewards|me|sign-in|goodbye|legal)(?:[/?]|$)/.test(path)

const fixed = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
}

const transport = ['strict-transport-security', 'max-age=31536000'] as const

declare module 'fastify' {
  interface FastifyRequest {
    /** Goes into the page whose styles may carry it. */
    styleNonce: string
  }
}

export function addSecurityHeaders(app: FastifyInstance, publicUrl: URL | null) {
  app.decorateRequest('styleNonce', '')
  app.addHook('onRequest', async (request, reply) => setSecurityHeaders(request, reply, publicUrl))
}

/** Also for requests that are refused before any hook sees them. */
export function setSecurityHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: URL | null,
) {
  request.styleNonce = randomBytes(16).toString('base64')
  reply.headers({ ...fixed, 'content-security-policy': policy(request.styleNonce, request.url) })
  if (publicUrl?.protocol === 'https:') reply.header(...transport)
  if (isApi(request)) reply.header('cache-control', 'no-store')
  reply.header('x-request-id', request.id)
}
