import type { Known } from '../../../model/fact.ts';

export interface MetricSource {
  readonly kind: 'use';
  readonly via: 'library' | 'agent' | 'derived' | 'mesh' | 'platform';
  readonly language: string;
  readonly library: string;
  readonly line: number;
  readonly complete: Known;
}

/** The endpoint of Spring's actuator that Prometheus scrapes is open. */
interface Exposure {
  readonly kind: 'exposed';
  readonly line: number;
}

/** A setting that an agent needs to run. */
interface AgentSetting {
  readonly kind: 'switch';
  readonly name: string;
  readonly line: number;
}

export type MetricFinding = MetricSource | Exposure | AgentSetting;
