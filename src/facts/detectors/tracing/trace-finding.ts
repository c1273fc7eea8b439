import type { Known } from '../../../model/fact.ts';
import type { Language } from '../source-signals.ts';
import type { TraceUse } from './trace-calls.data.ts';

export interface TraceStart {
  readonly kind: 'start';
  /** code: the program starts it; agent: its start command; platform: whatever runs it. */
  readonly how: 'code' | 'agent' | 'platform';
  readonly language: Language | 'unknown';
  readonly line: number;
  readonly says: TraceUse;
  readonly exports: Known;
  /** Name of the workload that a platform instruments, when it is written down. */
  readonly service?: string;
  /** A variable decides whether it exists at all. */
  readonly conditional?: true;
}

export interface AgentSwitch {
  readonly kind: 'newrelic-ini';
  readonly line: number;
  readonly distributed: boolean;
}

/** An environment variable that makes the tracer write its ids into the logs. */
export interface LogInjection {
  readonly kind: 'log-injection';
  readonly line: number;
  readonly language: Language | 'unknown';
}

export interface Sampler {
  readonly kind: 'sampler';
  readonly line: number;
  readonly tool: string;
  readonly how: string;
}

/** An environment variable that decides whether spans leave the program. */
export interface ExporterSetting {
  readonly kind: 'exporter';
  readonly sends: Known;
}

export type TraceFinding = TraceStart | AgentSwitch | LogInjection | Sampler | ExporterSetting;
