import { randomBytes } from 'node:crypto';

/** Names one request across processes. https://www.w3.org/TR/trace-context/ */
export interface Trace {
  readonly trace: string;
  readonly span: string;
  readonly parent?: string;
}

/** What a caller says about the trace that its request belongs to. */
export interface CallersTrace {
  readonly trace: string;
  readonly span: string;
  /** Bit 0: the caller records it. */
  readonly flags: number;
}

/** Goes on with the trace of the caller, or begins one. */
export function traceOf(traceparent: unknown): Trace {
  const span = randomBytes(8).toString('hex');
  const callers = callersTrace(traceparent);
  return callers ? { trace: callers.trace, span, parent: callers.span } : { trace: randomBytes(16).toString('hex'), span };
}

/** Nothing when the header is missing or says nothing that holds. */
export function callersTrace(traceparent: unknown): CallersTrace | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, version, trace = '', span = '', flags = '', rest = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== '')) return undefined;
  if (/^0+$/.test(trace) || /^0+$/.test(span)) return undefined;
  return { trace, span, flags: Number.parseInt(flags, 16) };
}
