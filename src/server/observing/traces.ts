import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { version } from '../version.ts'
import type { Observer } from './observer.ts'

/** Looking for work and finding none is no news. */
const jobSecondsLeast = 0.05

/**
 * Sends what the program does to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, as its own
 * variables say how. A span is written once it is over: it holds route and outcome, nobody's data.
 */
export function sendTraces(): Observer {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env.OTEL_SERVICE_NAME || 'stammgast',
      'service.version': version,
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('stammgast', version)
  return {
    answered: ({ method, route, status, seconds, traceparent }) => {
      const end = Date.now()
      const span = tracer.startSpan(
        `${method} ${route}`,
        {
          kind: SpanKind.SERVER,
          startTime: end - seconds * 1000,
          attributes: {
            'http.request.method': method,
            'http.route': route,
            'http.response.status_code': status,
          },
        },
        contextOf(traceparent),
      )
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(end)
    },
    worked: ({ name, seconds, error }) => {
      if (error === null && seconds < jobSecondsLeast) return
      const end = Date.now()
      const span = tracer.startSpan(`job ${name}`, { startTime: end - seconds * 1000 })
      if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(end)
    },
    close: () => provider.shutdown(),
  }
}

const traceparentForm = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/

function contextOf(traceparent: string | null): Context {
  const [, traceId, spanId, flags] = traceparentForm.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
  return trace.setSpanContext(ROOT_CONTEXT, parent)
}
