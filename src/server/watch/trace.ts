import { randomBytes } from 'node:crypto';

/** Names one request across processes. https://www.w3.org/TR/trace-context/ */
export interface Trace {
  readonly trace: string;
  readonly span: string;
  readonly parent?: string;
}

/** Goes on with the trace of the caller, or begins one. */
export function traceOf(traceparent: unknown): Trace {
  const span = randomBytes(8).toString('hex');
  const [, trace, parent] =
    (typeof traceparent === 'string' && /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(traceparent)) || [];
  if (trace === undefined || /^0+$/.test(trace) || parent === undefined || /^0+$/.test(parent))
    return { trace: randomBytes(16).toString('hex'), span };
  return { trace, span, parent };
}
