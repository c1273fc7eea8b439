import { trace } from '@opentelemetry/api';
import pino from 'pino';

/** One JSON object a line on standard output; the platform collects it. */
export const log = pino({
  base: { service: '«service»', team: '«team»' },
  level: process.env.LOG_LEVEL ?? 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  // what is logged once is copied to many places
  redact: ['req.headers.authorization', 'req.headers.cookie', '«secret-field»', '*.«secret-field»'],
  // leads from a log line to the whole request
  mixin() {
    const span = trace.getActiveSpan()?.spanContext();
    return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
  },
});
