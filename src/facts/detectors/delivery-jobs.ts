import type { DeployKind, Does, Effect } from './commands/effects.ts';
import type { JobFinding } from './pipeline-findings.ts';

type Told = Pick<JobFinding, 'tool' | 'workflow' | 'name' | 'line'> & Partial<JobFinding>;

/** A job of a delivery tool: most are started by something that stands in the tool itself, not in its files. */
export function deliveryJob(told: Told): JobFinding {
  return {
    is: 'job',
    triggers: ['other'],
    enabled: 'yes',
    gate: 'none',
    reading: [],
    needs: [],
    environment: '',
    advisory: false,
    ...told,
  };
}

/** What a step of a delivery tool does by its type, without a command that could be read. */
export function stepEffect(does: Does, command: string, line: number, how?: DeployKind): Effect {
  return { does, command, line, blocking: true, ...(how ? { how } : {}) };
}
